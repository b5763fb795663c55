import EventKernel

/// Everything that can happen, one case for each area of the model.
enum FactoryEvent: BitwiseCopyable {
  case monthClosed
  case warmUpEnded
  case demand(DemandEvent)
  case grid(GridEvent)
  case rollout(RolloutEvent)
  case fleet(FleetEvent)
}

/// The clock and the future event list of one replication.
typealias Run = Simulation<FactoryEvent>
