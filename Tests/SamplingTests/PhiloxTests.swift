import Sampling
import Testing

/// The words of a block in an order that can be compared.
private func words(_ block: (UInt64, UInt64, UInt64, UInt64)) -> [UInt64] {
  [block.0, block.1, block.2, block.3]
}

struct PhiloxTests {
  // The vectors for philox4x64 with 10 rounds that are published with Random123 (kat_vectors).

  @Test func `the published vector of zeros is met`() {
    let block = Philox4x64.block(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(
      words(block) == [
        0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b,
      ])
  }

  @Test func `the published vector of ones is met`() {
    let block = Philox4x64.block(counter: (.max, .max, .max, .max), key: (.max, .max))
    #expect(
      words(block) == [
        0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0,
      ])
  }

  @Test func `the published vector of digits of pi is met`() {
    let block = Philox4x64.block(
      counter: (
        0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89
      ),
      key: (0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c))
    #expect(
      words(block) == [
        0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6,
      ])
  }

  @Test func `stream names hash to the published FNV-1a vectors`() {
    #expect(StreamID("").hash == 0xcbf2_9ce4_8422_2325)
    #expect(StreamID("a").hash == 0xaf63_dc4c_8601_ec8c)
    #expect(StreamID("foobar").hash == 0x8594_4171_f739_67e8)
  }

  // Made with numpy.random.Philox from the key and the counter that the address stands for: results
  // of stored experiments depend on this layout.

  @Test func `an address has its numbers for ever`() {
    var source = RandomSource(Replication(masterSeed: 42, future: 7, inner: 3))
    source.at(StreamID("demand/training/arrivals"), entity: 731, attempt: 2)
    let drawn = (0..<8).map { _ in source.bits() }
    #expect(
      drawn == [
        0xd980_9dff_c192_6938, 0xd8ff_d547_e84f_b17b, 0xfcd5_907e_6372_e986, 0x1a21_857d_e694_f096,
        0xe646_7516_be0f_0dcd, 0x86e8_f0f5_7475_552b, 0x1a4a_b812_5558_266b, 0xe365_6154_2c36_d1d4,
      ])
  }

  @Test func `a parameter has its number for ever`() {
    var source = RandomSource(Replication(masterSeed: 42, future: 7))
    let drawn = source.parameterUniform(StreamID("demand/training/arrivals"))
    #expect(drawn == (Double(0xbcd7_e8fe_c9dd_5f6c >> 12 as UInt64) + 0.5) * 0x1p-52)
  }
}
