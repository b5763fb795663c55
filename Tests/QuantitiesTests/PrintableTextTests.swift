import Quantities
import Testing

@Suite struct PrintableTextTests {
  @Test func `what would steer a terminal is written out`() {
    #expect("a\u{1B}[31mred\u{7}".printable == #"a\u001b[31mred\u0007"#)
    #expect("one\ntwo\tthree\r".printable == #"one\ntwo\tthree\r"#)
    #expect("delete \u{7F}, C1 \u{9B}2J".printable == #"delete \u007f, C1 \u009b2J"#)
    #expect("\0".printable == #"\u0000"#)
  }

  @Test func `marks that turn, break or hide a text are written out`() {
    #expect("\u{202E}abc\u{2066}\u{200F}".printable == #"\u202eabc\u2066\u200f"#)
    #expect("a\u{2028}b\u{2029}c\u{FEFF}d".printable == #"a\u2028b\u2029c\ufeffd"#)
    #expect("\u{E0041}".printable == #"\U000e0041"#)
  }

  @Test func `what is no character is written out`() {
    #expect("a\u{FFFF}b\u{FFFE}\u{1FFFE}".printable == #"a\uffffb\ufffe\U0001fffe"#)
  }

  @Test func `texts of every language stay as they are`() {
    for text in ["", "Zürich – 1 €/kW", "אב", "データ", "می\u{200C}شود", "👩\u{200D}🚀", #"C:\new"#] {
      #expect(text.printable == text)
    }
  }

  @Test func `lines that are meant stay lines, however they end`() {
    #expect("a\u{1B}\nb\r\nc".printableLines == "a\\u001b\nb\\r\nc")
  }
}
