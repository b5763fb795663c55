import Sampling

/// How one distribution is written: its name and the sets of parameters that it takes.
struct DistributionForm: Sendable {
  /// What a parameter measures.
  enum Role: Sendable {
    /// A number of the dimension of the key.
    case quantity
    /// A bare number, such as a shape.
    case bare
    /// A probability, 0 to 1.
    case probability
  }

  /// A parameter by its name.
  struct Parameter: Sendable {
    let name: String
    var role = Role.quantity
    var isOptional = false

    init(_ name: String, _ role: Role = .quantity, isOptional: Bool = false) {
      self.name = name
      self.role = role
      self.isOptional = isOptional
    }
  }

  let name: String
  let meaning: String
  /// The sets of parameters; the first whose required names are all given counts.
  let parameters: [[Parameter]]
  /// Counts are made in the unit as written, for a count of kW is none of MW.
  var countsInWrittenUnit = false
  /// Whether single values, such as 0, occur with a probability above 0.
  var isDiscrete = false
  /// Makes the distribution of the parameters that are given.
  let make: @Sendable (_ given: [String: Double]) throws(DistributionError) -> Distribution

  /// How it is written, such as `{ triangular: { low: …, mode: …, high: … } }`.
  var pattern: String {
    parameters.map { set in
      "{ " + name + ": { "
        + set.filter { !$0.isOptional }.map { $0.name + ": …" }.joined(separator: ", ") + " } }"
    }.joined(separator: " or ")
  }
}

extension DistributionForm {
  static func named(_ name: String) -> DistributionForm? { catalogue.first { $0.name == name } }

  /// The distributions whose parameters are single numbers; `discrete` and `empirical` take lists.
  static let catalogue: [DistributionForm] = [
    DistributionForm(
      name: "uniform", meaning: "equally likely anywhere between low and high",
      parameters: [[.init("low"), .init("high")]]
    ) { p throws(DistributionError) in try .uniform(low: p["low", or: 0], high: p["high", or: 0]) },
    DistributionForm(
      name: "triangular", meaning: "rising from low to the mode and falling to high",
      parameters: [[.init("low"), .init("mode"), .init("high")]]
    ) { p throws(DistributionError) in
      try .triangular(low: p["low", or: 0], mode: p["mode", or: 0], high: p["high", or: 0])
    },
    DistributionForm(
      name: "pert", meaning: "a smooth curve between low and high around the mode",
      parameters: [[.init("low"), .init("mode"), .init("high")]]
    ) { p throws(DistributionError) in
      try .pert(low: p["low", or: 0], mode: p["mode", or: 0], high: p["high", or: 0])
    },
    DistributionForm(
      name: "normal", meaning: "normal, without the values below low and above high if given",
      parameters: [
        [
          .init("mean"), .init("sd"), .init("low", isOptional: true),
          .init("high", isOptional: true),
        ]
      ]
    ) { p throws(DistributionError) in
      try .normal(
        mean: p["mean", or: 0], sd: p["sd", or: 0], low: p["low", or: -.infinity],
        high: p["high", or: .infinity])
    },
    DistributionForm(
      name: "lognormal", meaning: "positive with a long tail upwards",
      parameters: [
        [.init("median"), .init("p90")], [.init("mean"), .init("sd")],
        [.init("p10"), .init("p90")],
      ]
    ) { p throws(DistributionError) in
      if let median = p["median"] { return try .lognormal(median: median, p90: p["p90", or: 0]) }
      if let mean = p["mean"] { return try .lognormal(mean: mean, sd: p["sd", or: 0]) }
      return try .lognormal(p10: p["p10", or: 0], p90: p["p90", or: 0])
    },
    DistributionForm(
      name: "exponential", meaning: "the time to an event of constant hazard",
      parameters: [[.init("mean")]]
    ) { p throws(DistributionError) in try .exponential(mean: p["mean", or: 0]) },
    DistributionForm(
      name: "gamma", meaning: "positive, between exponential and normal",
      parameters: [[.init("mean"), .init("sd")]]
    ) { p throws(DistributionError) in try .gamma(mean: p["mean", or: 0], sd: p["sd", or: 0]) },
    DistributionForm(
      name: "erlang", meaning: "the sum of as many equal exponential steps as the shape says",
      parameters: [[.init("shape", .bare), .init("mean")]]
    ) { p throws(DistributionError) in
      try .erlang(shape: Int(p["shape", or: 0]), mean: p["mean", or: 0])
    },
    DistributionForm(
      name: "weibull", meaning: "the time to an event of rising or falling hazard",
      parameters: [[.init("shape", .bare), .init("scale")]]
    ) { p throws(DistributionError) in
      try .weibull(shape: p["shape", or: 0], scale: p["scale", or: 0])
    },
    DistributionForm(
      name: "beta", meaning: "between low and high, 0 and 1 unless given",
      parameters: [
        [
          .init("alpha", .bare), .init("beta", .bare), .init("low", isOptional: true),
          .init("high", isOptional: true),
        ]
      ]
    ) { p throws(DistributionError) in
      try .beta(
        a: p["alpha", or: 0], b: p["beta", or: 0], low: p["low", or: 0], high: p["high", or: 1])
    },
    DistributionForm(
      name: "bernoulli", meaning: "1 with a probability, otherwise 0, for numbers without a unit",
      parameters: [[.init("probability", .probability)]], countsInWrittenUnit: true,
      isDiscrete: true
    ) { p throws(DistributionError) in try .bernoulli(probability: p["probability", or: 0]) },
    DistributionForm(
      name: "poisson", meaning: "a count of independent events", parameters: [[.init("mean")]],
      countsInWrittenUnit: true, isDiscrete: true
    ) { p throws(DistributionError) in try .poisson(mean: p["mean", or: 0]) },
    DistributionForm(
      name: "negativeBinomial", meaning: "a count of events that cluster",
      parameters: [[.init("mean"), .init("sd")]], countsInWrittenUnit: true, isDiscrete: true
    ) { p throws(DistributionError) in
      let mean = p["mean", or: 0]
      let sd = p["sd", or: 0]
      return try .negativeBinomial(mean: mean, dispersion: sd * sd / mean)
    },
  ]

  /// The names of all distributions that may be written.
  static let names = catalogue.map(\.name) + ["discrete", "empirical"]
}

extension [String: Double] {
  fileprivate subscript(name: String, or other: Double) -> Double { self[name] ?? other }
}
