public import ScenarioReading

extension DistributionWords {
  /// Every distribution that may stand for a number.
  public static let all: [DistributionWords] =
    DistributionForm.catalogue.map { form in
      DistributionWords(
        form.name, form.meaning,
        form.parameters.map { set in
          set.map { parameter in
            let content: Content =
              switch parameter.role {
              case .quantity: .quantity
              case .bare: .bare
              case .probability: .probability
              }
            return (parameter.name, content, parameter.isOptional)
          }
        })
    }
    + [
      DistributionWords(
        "discrete", "one of the values, each as likely as its weight says, or all alike",
        [[("values", .quantities, false), ("weights", .bares, true)]]),
      DistributionWords(
        "empirical", "one of the observations in a column of a CSV file, or of those listed",
        [
          [("file", .text, false), ("column", .text, false), ("unit", .text, true)],
          [("values", .quantities, false)],
        ]),
    ]
}
