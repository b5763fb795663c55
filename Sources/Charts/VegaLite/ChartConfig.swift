/// The look that all charts have in common.
///
/// Text and rules are a grey that can be read on white and on black, for pictures; the page sets
/// them to its own colours.
struct ChartConfig: Encodable, Sendable {
  struct Font: Encodable, Sendable {
    var labelColor = "#666666"
    var titleColor = "#666666"
    var labelFontSize = 12
    var titleFontSize = 12
    var titleFontWeight = "normal"
    var gridColor: String?
    var domainColor: String?
    var tickColor: String?
    var gridOpacity: Double?
  }

  struct View: Encodable, Sendable {
    var stroke = "transparent"
  }

  struct Locale: Encodable, Sendable {
    struct Number: Encodable, Sendable {
      var decimal = "."
      var thousands = "\u{202F}"
      var grouping = [3]
      var currency = ["", " EUR"]
    }

    var number = Number()
  }

  /// None, so that a chart takes the ground of the page.
  var background = "transparent"
  var font = "system-ui, sans-serif"
  var axis = Font(
    gridColor: "#888888", domainColor: "#888888", tickColor: "#888888", gridOpacity: 0.25)
  var legend = Font()
  var view = View()
  var locale = Locale()

  static let report = ChartConfig()
}
