import Columns
import Quantities

/// What happens once in the life of a site, beside the beginnings and ends of its stages.
enum SiteMilestone: Int, CaseIterable {
  case started, applied, granted, energised, ordered, delivered, live, abandoned

  var variable: Variable {
    switch self {
    case .started: .milestone("started", "The phase of the site was triggered.")
    case .applied: .milestone(.applied, "The site applied for a grid connection.")
    case .granted: .milestone(.granted, "The site was granted a grid connection.")
    case .energised: .milestone(.energised, "The site has power.")
    case .ordered: .milestone(.ordered, "Its first accelerators were ordered.")
    case .delivered: .milestone(.delivered, "Its first accelerators were delivered.")
    case .live:
      .milestone(
        .live, "Its capacity can be sold; of a site that computes nothing: it is finished.")
    case .abandoned:
      .milestone(
        "abandoned",
        "It was given up after a refusal, for want of money, or with the site that it stands on.")
    }
  }
}

/// When a site reached its milestones.
struct SiteMilestones {
  private var times = [SimTime](repeating: .never, count: SiteMilestone.allCases.count)

  subscript(milestone: SiteMilestone) -> SimTime {
    get { times[milestone.rawValue] }
    set { times[milestone.rawValue] = newValue }
  }
}
