import Quantities

/// What happens once in the life of a site, beside the beginnings and ends of its stages.
enum SiteMilestone: Int, CaseIterable {
  case started, applied, granted, energised, ordered, delivered, live, abandoned

  var meaning: String {
    switch self {
    case .started: "The phase of the site was triggered."
    case .applied: "The site applied for a grid connection."
    case .granted: "The site was granted a grid connection."
    case .energised: "The site has power."
    case .ordered: "Its first accelerators were ordered."
    case .delivered: "Its first accelerators were delivered."
    case .live: "Its capacity can be sold."
    case .abandoned: "It was given up after a refusal, or with its phase for want of money."
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
