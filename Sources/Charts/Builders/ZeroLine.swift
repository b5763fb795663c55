extension ChartView {
  /// A dashed line at zero, across a chart whose horizontal axis has a title.
  static func zeroLine(under title: String) -> ChartView {
    var origin = ChartRows(["zero": .number])
    origin.add(.number(0))
    return ChartView(
      Mark(.rule) {
        $0.color = Palette.rest
        $0.strokeWidth = 2
        $0.strokeDash = [4, 3]
      }, [.x: .number("zero", title)], data: origin)
  }
}
