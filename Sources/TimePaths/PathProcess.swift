public import ScenarioInputs
public import ScenarioReading

/// A number over time as a scenario states it, its parameters not yet drawn.
///
/// To add one, write a conformer in a file of its own and list it in ``pathProcesses(of:)``. It reads
/// its own parameters, so that formula, units, ranges and key names stand in one file. What moves at
/// random is a ``SteppedProcess``, for which the steps, trend and season are there already.
public protocol PathProcess: Sendable {
  /// Fills the path of a replication, from the start to the horizon, in the unit of its parameters.
  func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws)
}

/// The processes that a scenario can name for a number of any dimension.
///
/// A key that has fewer, or words of its own, lists its own variants of the same types.
public func pathProcesses(of number: PathNumber) -> [Variant<any PathProcess>] {
  [
    ConstantPath.variant(of: number),
    TablePath.variant(of: number),
    ExponentialPath.variant(of: number),
    LogisticPath.variant(of: number),
    OrnsteinUhlenbeckPath.variant(of: number),
    SchwartzPath.variant(of: number),
    GeometricBrownianPath.variant(of: number),
  ]
}
