import Foundation
import Quantities
import ScenarioReading
import Testing

@Suite struct CatalogueTests {
  /// A trigger that may hold triggers, as deep as one likes.
  private static func trigger(_ reader: SectionReader) -> Int {
    reader.oneOf([
      Variant("date", "A date.", shorthand: "at") {
        _ = $0.date("at", "When."); return 1
      },
      Variant("all", "All of several.", shorthand: "of") {
        $0.list("of", "The triggers.", trigger).reduce(0, +)
      },
    ]) ?? 0
  }

  private static func scenario(_ reader: SectionReader) {
    _ = reader.text("title", default: "", "What it is called.")
    _ = reader.named("sites", each: "site", required: true, "The sites.") { _, site in
      _ = site.number("power", .power, in: .positive, "IT power.")
      let _: Rule = site.choice("rule", default: .strict, "Who is next.")
      _ = site.points("curve", x: .date, y: .factor, required: false, "By date.")
      _ = site.optionalSection("when", "What starts it.", trigger)
    }
  }

  @Test func `a trigger inside triggers is read`() throws {
    let text = "sites: { a: { power: 3 MW, when: { all: [{ date: 2026-01-01 }, { all: [] }] } } }"
    _ = try reading(text, Self.scenario)
  }

  @Test func `the schema is JSON and names every key`() throws {
    let catalogue = ReadingContext.describe(Self.scenario)
    let text = catalogue.jsonSchema(title: "Test", distributions: [])
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let root = try #require(json)
    // Only what extends nothing must be whole.
    #expect(root["required"] == nil)
    let whole = try #require(root["then"] as? [String: Any])
    #expect(whole["required"] as? [String] == ["sites"])
    #expect(root["additionalProperties"] as? Bool == false)
    let properties = try #require(root["properties"] as? [String: Any])
    #expect(properties.keys.sorted() == ["extends", "sites", "title"])
    // A trigger inside triggers is defined once.
    #expect(text.contains("#/definitions/sites.NAME.when.all.of"))
  }

  @Test func `the schema accepts null for every value, which takes a key out`() throws {
    let text = ReadingContext.describe(Self.scenario).jsonSchema(title: "Test", distributions: [])
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let properties = try #require(json?["properties"] as? [String: Any])
    let sites = try #require(properties["sites"] as? [String: Any])
    let site = try #require(sites["additionalProperties"] as? [String: Any])
    let keys = try #require(site["properties"] as? [String: [String: Any]])
    #expect(keys.keys.sorted() == ["confidence", "curve", "power", "rule", "source", "when"])
    for schema in [sites, site, keys["source"], keys["when"]] {
      #expect((schema?["type"] as? [String])?.last == "null")
    }
    #expect((keys["rule"]?["enum"] as? [Any])?.last is NSNull)
    for schema in [keys["curve"], keys["power"], keys["confidence"]] {
      #expect((schema?["anyOf"] as? [[String: Any]])?.last?["type"] as? String == "null")
    }
  }

  @Test
  func
    `what extends nothing has no null and no factor in the schema, and an overlay may have both`()
    throws
  {
    let text = ReadingContext.describe(Self.scenario).jsonSchema(title: "Test", distributions: [])
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let then = try #require(json?["then"] as? [String: Any])
    let sites = try #require((then["properties"] as? [String: Any])?["sites"] as? [String: Any])
    #expect(sites["minProperties"] as? Int == 1)
    let site = try #require(sites["additionalProperties"] as? [String: Any])
    #expect(site["required"] as? [String] == ["power"])
    let keys = try #require(site["properties"] as? [String: Any])
    #expect(keys["times"] as? Bool == false)
    #expect((keys["power"] as? [String: String])?["$ref"] == "#/definitions/whole-fixed")
    let definitions = try #require(json?["definitions"] as? [String: [String: Any]])
    #expect(
      definitions["given"]?["type"] as? [String]
        == ["string", "number", "boolean", "object", "array"])
    #expect(definitions["a-power-MW"]?["pattern"] as? String == Dimension.power.pattern)
  }

  @Test func `the overlay of a variant has the keys of the scenario that it may change`() throws {
    let catalogue = ReadingContext.describe { reader in
      _ = reader.count("seed", default: 1, in: 0...9, "Seed.")
      _ = reader.number("power", .power, in: .positive, "IT power.")
      _ = reader.named("variants", each: "variant", "Variants.") { _, variant in
        _ = variant.value(
          of: ScenarioCatalogue.Key("overlay", "Changes.", isRequired: true, .overlay))
      }
    }
    let text = catalogue.jsonSchema(
      title: "Test", distributions: [], keysOutsideVariants: ["seed", "variants"])
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let properties = try #require(json?["properties"] as? [String: [String: Any]])
    let variant = properties["variants"]?["additionalProperties"] as? [String: Any]
    let keys = try #require(variant?["properties"] as? [String: [String: Any]])
    #expect(keys.keys.sorted() == ["overlay"])
    let overlay = try #require(keys["overlay"]?["properties"] as? [String: [String: String]])
    #expect(overlay == ["power": ["$ref": "#/properties/power"]])
    let seed = try #require(properties["seed"])
    #expect(seed["minimum"] as? Int == 0 && seed["maximum"] as? Int == 9)
  }

  @Test func `the reference page has a table for each section`() {
    let page = ReadingContext.describe(Self.scenario)
      .referencePage(introduction: "All keys.", distributions: [])
    #expect(
      page.contains(
        "| `power` | IT power. | a power, `30 MW` | required | above 0 MW |  |\n"))
    #expect(page.contains("## `sites.NAME`\n"))
    #expect(page.contains("| `rule` | Who is next. | `strict`, `firstFit` | `strict` |  |  |"))
  }
}
