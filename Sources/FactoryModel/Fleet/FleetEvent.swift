import Quantities

/// What happens to accelerators.
enum FleetEvent: BitwiseCopyable {
  case orderDue(ID<Site>)
  case delivered(ID<Site>)
  /// Time to see what will replace accelerators at the end of their life.
  case refreshDue(ID<Site>)
  /// Time to order it.
  case refreshOrderDue(ID<Site>)
  case replacementDelivered(ID<Site>)
  case lifeEnded(ID<Site>)
  case swapDone(ID<Site>)

  /// Whether something new may be ordered by it.
  var isOrdering: Bool {
    switch self {
    case .orderDue, .refreshDue, .refreshOrderDue: true
    case .delivered, .replacementDelivered, .lifeEnded, .swapDone: false
    }
  }

  var site: ID<Site> {
    switch self {
    case .orderDue(let site), .delivered(let site), .refreshDue(let site),
      .refreshOrderDue(let site), .replacementDelivered(let site), .lifeEnded(let site),
      .swapDone(let site):
      site
    }
  }
}

/// What accelerators do to others.
enum FleetEffect: BitwiseCopyable {
  case none
  /// The first ones of a site are paid; their delivery is planned once all else follows from that.
  case ordered(AcceleratorOrder)
  case delivered
  /// They come when their site has been given up.
  case deliveredTooLate(isReplacement: Bool)
  /// What replaces them is ordered now, if there is money for it.
  case replacementDue
  case replacementDelivered
  /// They are at their end, and what was ordered to replace them takes their place at once or later.
  case lifeEnded(Succession)
  /// What is there can be used.
  case installed

  enum Succession: BitwiseCopyable {
    /// Nothing was ordered, so that the site stays empty.
    case none
    case atOnce
    case after(Hours)
  }
}
