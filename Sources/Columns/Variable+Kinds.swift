extension Variable {
  /// A metric with a standard name: an amount, or with the absence `never` an instant.
  public static func metric(
    _ name: StandardName, unit: String, absence: Absence = .undefined, isCost: Bool = false,
    role: Role = .detail, _ description: String
  ) -> Variable {
    Variable(
      name, unit: unit, kind: .metric, absence: absence, isCost: isCost, role: role, description)
  }

  /// A metric with a name of its own: an amount, or with the absence `never` an instant.
  public static func metric(
    _ name: String, unit: String, absence: Absence = .undefined, isCost: Bool = false,
    role: Role = .detail, part: Part? = nil, _ description: String
  ) -> Variable {
    Variable(
      name, unit: unit, kind: .metric, absence: absence, isCost: isCost, role: role, part: part,
      description)
  }

  /// A metric with a standard name that is one amount by another, or a mean over some of many: strategies
  /// are compared by medians.
  public static func ratio(
    _ name: StandardName, unit: String, isCost: Bool = false, role: Role = .detail,
    _ description: String
  ) -> Variable {
    Variable(
      name, unit: unit, kind: .metric, comparison: .medians, isCost: isCost, role: role,
      description)
  }

  /// The same with a name of its own.
  public static func ratio(
    _ name: String, unit: String, isCost: Bool = false, role: Role = .detail, part: Part? = nil,
    _ description: String
  ) -> Variable {
    Variable(
      name, unit: unit, kind: .metric, comparison: .medians, isCost: isCost, role: role,
      part: part, description)
  }

  /// A stock with a standard name.
  public static func stock(
    _ name: StandardName, unit: String, _ description: String
  ) -> Variable {
    Variable(name, unit: unit, kind: .stock, description)
  }

  /// A stock with a name of its own.
  public static func stock(_ name: String, unit: String, _ description: String) -> Variable {
    Variable(name, unit: unit, kind: .stock, description)
  }

  /// A flow with a standard name.
  public static func flow(
    _ name: StandardName, unit: String, _ description: String
  ) -> Variable {
    Variable(name, unit: unit, kind: .flow, description)
  }

  /// A flow with a name of its own.
  public static func flow(_ name: String, unit: String, _ description: String) -> Variable {
    Variable(name, unit: unit, kind: .flow, description)
  }

  /// A line of the cash flow.
  public static func cashLine(
    _ name: String, part: Part? = nil, _ description: String
  ) -> Variable {
    Variable(name, unit: "EUR", kind: .cashLine, part: part, description)
  }

  /// A milestone with a standard name.
  public static func milestone(_ name: StandardName, _ description: String) -> Variable {
    Variable(name, unit: "h", kind: .milestone, description)
  }

  /// A milestone with a name of its own.
  public static func milestone(
    _ name: String, part: Part? = nil, _ description: String
  ) -> Variable {
    Variable(name, unit: "h", kind: .milestone, part: part, description)
  }
}
