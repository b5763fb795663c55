import Testing

@testable import Reports

struct ReaderNamesTests {
  private func names(_ titles: [String: String]) -> ReaderNames {
    ReaderNames(strategies: titles.mapValues { .init(title: $0) })
  }

  @Test func `what has a title is called by it, all else by its name`() {
    let names = names(["a": "First", "b": ""])
    #expect(names.strategy("a") == "First")
    #expect(names.strategy("b") == "b")
    #expect(names.strategy("unknown") == "unknown")
    #expect(names.difference(["a", "b"]) == "First less b")
  }

  @Test func `two that share a title are told apart by their names`() {
    let names = names(["a": "Same", "b": "Same", "c": "a"])
    #expect(names.strategy("a") == "Same (a)")
    #expect(names.strategy("b") == "Same (b)")
    #expect(names.strategy("c") == "a (c)")
  }

  @Test func `titles that cannot be told apart at all give way to names`() {
    let names = names(["a": "Same", "b": "Same", "c": "Same (a)"])
    #expect(["a", "b", "c"].map(names.strategy) == ["a", "b", "c"])
  }

  @Test func `commands take names, and readers of titles are told which`() {
    #expect(names(["a": "First", "b": ""]).key(to: ["a", "b"]) == "In commands: First is 'a'.")
    #expect(names(["a": ""]).key(to: ["a"]) == nil)
  }
}
