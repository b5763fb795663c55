/// What makes a section of the report out of the figures of a run.
protocol ReportSectionBuilder {
  /// Takes the figures; reads nothing yet.
  init(_ figures: PageFigures)

  /// What the section says and draws; where the run has nothing of the kind, a sentence that says so.
  func section() throws -> ReportSection
}

/// The sections of the report, in their order.
var reportSections: [any ReportSectionBuilder.Type] {
  [
    VariantSection.self, PowerSection.self, ConstraintSection.self, CapacitySection.self,
    DemandSection.self, CostSection.self, ValueSection.self, CashSection.self, DriversSection.self,
    GridSection.self, DelaySection.self, RegionsSection.self, PlausibilitySection.self,
    AssumptionsSection.self, ProvenanceSection.self,
  ]
}
