// The waiting lists of others in the Dutch case, by hand: an estimate of how fast the case could be.
//
// It does what every replication must do for these lists: draws each application through GSL's fastest
// generator, from one sequential stream; puts the lists in order; gives out headroom for as many
// strategies as are asked for, strictly, by class and date; and adds up each list's months. Benchmarks/
// lists.yaml is the scenario of the same.
//
// Usage: lists REPLICATIONS STRATEGIES THREADS
// The check is the mean of the MW that are granted.
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <queue>
#include <thread>
#include <vector>
#include "common/report.hpp"

namespace {

constexpr double kYear = 8766, kMonth = 730.5, kNever = std::numeric_limits<double>::infinity();
constexpr int kClasses = 4, kMonths = 180;
// Months of equal length: whose they are makes no difference to the work.
constexpr double kHorizon = kMonths * kMonth;

struct Project { double planned, megawatts; };

/// What scenarios/netherlands.yaml says of a tier of a region, with times in h.
struct TierSpec {
    double headroom, backlog, oldest, arrivals, growth;
    double mean, sd, largest;
    double mix[kClasses];
    double speculative, staysMean, staysSd, hazard;
    double releaseRate, lump;
    std::vector<Project> projects;
};

TierSpec transmission(double headroom, double backlog, double arrivals, double rate,
                      std::vector<Project> projects) {
    return {headroom, backlog, 36 * kMonth, arrivals, -0.05, 185, 130, 500, {0, 0.01, 0.02, 0.97},
            0.75, 24 * kMonth, 17 * kMonth, 0.22, rate, 50, std::move(projects)};
}
TierSpec mediumVoltage(double headroom, double backlog, double arrivals, double rate,
                       std::vector<Project> projects) {
    return {headroom, backlog, 48 * kMonth, arrivals, -0.1, 0.65, 1, 10, {0.01, 0.026, 0.064, 0.9},
            0.25, 18 * kMonth, 13 * kMonth, 0.1, rate, 20, std::move(projects)};
}

struct Application {
    double date, megawatts, leaves;
    std::int16_t leavingMonth;
    std::uint8_t applicantClass;
    bool isSpeculative;
};
struct Supply { double time, megawatts; int tier; };
struct HandBack {
    double time, megawatts;
    int tier;
    bool operator<(const HandBack& other) const { return time > other.time; }
};
/// Steps of MW and of applications, and each times the hours it has left.
struct Sums {
    double megawatts = 0, requests = 0, megawattHours = 0, requestHours = 0;
    void add(double mw, double hours, double sign = 1) {
        megawatts += sign * mw, requests += sign;
        megawattHours += sign * mw * hours, requestHours += sign * hours;
    }
};

int month(double hours) { return int(hours * (1 / kMonth)); }
double left(double hours) { return (month(hours) + 1) * kMonth - hours; }

/// One region: transmission (0) and medium voltage (1), which needs room in both.
class Region {
public:
    Region(const TierSpec& above, const TierSpec& below) : tiers_{above, below} {}

    void draw(gsl_rng* rng) {
        supplies_.clear();
        for (int tier = 0; tier < 2; ++tier) drawTier(tier, rng);
        std::sort(supplies_.begin(), supplies_.end(),
                  [](auto& a, auto& b) { return a.time < b.time; });
    }

    /// Gives out headroom from start to horizon.
    /// - Returns: the MW granted, and in `report` the months as they would be stored.
    double replay(float* report) {
        handBacks_ = {};
        for (int tier = 0; tier < 2; ++tier) {
            headroom_[tier] = tiers_[tier].headroom;
            for (int c = 0; c < kClasses; ++c) {
                cursors_[tier][c] = 0;
                std::copy_n(leaving_[tier][c], kMonths + 1, leavingNow_[tier][c]);
                std::fill_n(granted_[tier][c], kMonths, Sums());
            }
            findHead(tier, 0);
        }
        std::size_t next = 0;
        double sum = 0;
        for (double now = 0; now < kHorizon;) {
            while (next < supplies_.size() && supplies_[next].time <= now) {
                headroom_[supplies_[next].tier] += supplies_[next].megawatts;
                ++next;
            }
            while (!handBacks_.empty() && handBacks_.top().time <= now) {
                headroom_[0] += handBacks_.top().megawatts;
                if (handBacks_.top().tier == 1) headroom_[1] += handBacks_.top().megawatts;
                handBacks_.pop();
            }
            for (int tier = 0; tier < 2; ++tier)
                if (holdsUntil_[tier] <= now) findHead(tier, now);
            sum += allocate(now);
            double then = std::min(holdsUntil_[0], holdsUntil_[1]);
            if (next < supplies_.size()) then = std::min(then, supplies_[next].time);
            if (!handBacks_.empty()) then = std::min(then, handBacks_.top().time);
            now = then;
        }
        write(report);
        return sum;
    }

    static constexpr int kReported = 2 * kClasses * kMonths * 8;

private:
    void drawTier(int tier, gsl_rng* rng) {
        const TierSpec& spec = tiers_[tier];
        const double variance = std::log1p(spec.sd / spec.mean * (spec.sd / spec.mean));
        const double mu = std::log(spec.mean) - variance / 2, sigma = std::sqrt(variance);
        const double shape = spec.staysMean / spec.staysSd * (spec.staysMean / spec.staysSd);
        const double scale = spec.staysMean / shape, patience = kYear / spec.hazard;
        for (int c = 0; c < kClasses; ++c) {
            lists_[tier][c].clear();
            std::fill_n(leaving_[tier][c], kMonths + 1, Sums());
            std::fill_n(applied_[tier][c], kMonths, Sums());
            opening_[tier][c] = Sums();
        }
        auto size = [&] {
            return std::min(std::exp(mu + gsl_ran_gaussian_ziggurat(rng, sigma)), spec.largest);
        };
        auto kind = [&](bool& isSpeculative) {
            double u = gsl_rng_uniform(rng);
            isSpeculative = u < spec.speculative;
            u = isSpeculative ? u / spec.speculative : (u - spec.speculative) / (1 - spec.speculative);
            double claims = spec.mix[0] + spec.mix[1] + spec.mix[2];
            int c = kClasses - 1;
            while (c > 0 && u < claims) claims -= spec.mix[--c];
            return c;
        };
        auto file = [&](double date, double megawatts, double stay, int c, bool isSpeculative) {
            const double leaves = std::max(date, 0.0) + stay;
            const int leavingMonth = leaves < kHorizon ? month(leaves) : kMonths;
            lists_[tier][c].push_back({date, megawatts, leaves, std::int16_t(leavingMonth),
                                       std::uint8_t(c), isSpeculative});
            leaving_[tier][c][leavingMonth].add(
                megawatts, leaves < kHorizon ? (leavingMonth + 1) * kMonth - leaves : kHorizon - date);
            if (date < 0) opening_[tier][c].add(megawatts, 0);
            else applied_[tier][c][month(date)].add(megawatts, left(date));
        };
        for (int number = 0; number < int(spec.backlog); ++number) {
            bool isSpeculative;
            const int c = kind(isSpeculative);
            const double stay =
                isSpeculative ? gsl_ran_gamma(rng, shape, scale) : patience * gsl_ran_gamma_int(rng, 1);
            file(-spec.oldest * gsl_rng_uniform_pos(rng), size(), stay, c, isSpeculative);
        }
        for (auto& list : lists_[tier])
            std::sort(list.begin(), list.end(), [](auto& a, auto& b) { return a.date < b.date; });
        const double rate = spec.arrivals / kYear, growth = std::log1p(spec.growth) / kYear;
        double date = 0, expected = 0;
        while (date < kHorizon) {
            // What does not wait for the date of the one before, in a loop of its own.
            struct { double gap, megawatts, stay; int c; bool isSpeculative; } ahead[32];
            for (auto& next : ahead) {
                next.c = kind(next.isSpeculative);
                if (next.isSpeculative) {
                    next.gap = gsl_ran_gamma_int(rng, 1);
                    next.stay = gsl_ran_gamma(rng, shape, scale);
                } else {
                    const double both = gsl_ran_gamma_int(rng, 2);
                    next.gap = both * gsl_rng_uniform(rng);
                    next.stay = patience * (both - next.gap);
                }
                next.megawatts = size();
            }
            for (const auto& next : ahead) {
                const double x = growth * next.gap / (rate + growth * expected);
                date += x > -1 ? next.gap / (rate + growth * expected) *
                                     (1 - x * (1.0 / 2 - x * (1.0 / 3 - x * (1.0 / 4 - x / 5))))
                               : kNever;
                expected += next.gap;
                if (date >= kHorizon) break;
                file(date, next.megawatts, next.stay, next.c, next.isSpeculative);
            }
        }
        const double interval = spec.lump / (spec.releaseRate / kYear);
        for (double time = interval * gsl_ran_gamma_int(rng, 1); time < kHorizon;
             time += interval * gsl_ran_gamma_int(rng, 1))
            supplies_.push_back({time, spec.lump, tier});
        for (const Project& project : spec.projects) {
            const double time = project.planned + 18 * kMonth * gsl_ran_gamma_int(rng, 1);
            if (time < kHorizon) supplies_.push_back({time, project.megawatts, tier});
        }
    }

    /// Finds the first who waits at a tier, and until when it stays the first.
    void findHead(int tier, double now) {
        heads_[tier] = nullptr;
        headClass_[tier] = kClasses;
        double until = kNever;
        for (int c = 0; c < kClasses && heads_[tier] == nullptr; ++c) {
            const auto& list = lists_[tier][c];
            auto& cursor = cursors_[tier][c];
            while (cursor < list.size() && list[cursor].date <= now && list[cursor].leaves <= now)
                ++cursor;
            if (cursor == list.size()) continue;
            if (list[cursor].date <= now) {
                heads_[tier] = &list[cursor];
                headClass_[tier] = c;
                until = std::min(until, list[cursor].leaves);
            } else {
                until = std::min(until, list[cursor].date);
            }
        }
        holdsUntil_[tier] = until;
    }

    /// Whether the head of a tier lacks room; what it lacks is closed to all behind it.
    bool close(int tier, bool isClosed[2]) const {
        for (int node = tier; node >= 0; --node)
            if (heads_[tier]->megawatts > headroom_[node] + 1e-9) isClosed[node] = true;
        return isClosed[0] || (tier == 1 && isClosed[1]);
    }

    double allocate(double now) {
        bool isClosed[2] = {}, isStopped[2] = {heads_[0] == nullptr, heads_[1] == nullptr};
        const int at = month(now);
        const double hours = left(now);
        double sum = 0;
        while (!isClosed[0] && !(isStopped[0] && isStopped[1])) {
            int tier = isStopped[0] ? 1 : 0;
            if (!isStopped[0] && !isStopped[1] &&
                (headClass_[1] != headClass_[0] ? headClass_[1] < headClass_[0]
                                                : heads_[1]->date < heads_[0]->date))
                tier = 1;
            if (close(tier, isClosed)) {
                isStopped[tier] = true;
                continue;
            }
            const Application& granted = *heads_[tier];
            for (int node = tier; node >= 0; --node)
                headroom_[node] = std::max(0.0, headroom_[node] - granted.megawatts);
            sum += granted.megawatts;
            granted_[tier][granted.applicantClass][at].add(granted.megawatts, hours);
            leavingNow_[tier][granted.applicantClass][granted.leavingMonth].add(
                granted.megawatts,
                granted.leavingMonth < kMonths ? (granted.leavingMonth + 1) * kMonth - granted.leaves
                                               : kHorizon - granted.date,
                -1);
            if (granted.isSpeculative && granted.leavingMonth < kMonths)
                handBacks_.push({granted.leaves, granted.megawatts, tier});
            ++cursors_[tier][granted.applicantClass];
            findHead(tier, now);
            isStopped[tier] = heads_[tier] == nullptr;
            const int other = 1 - tier;
            if (isStopped[other] && heads_[other] != nullptr) close(other, isClosed);
        }
        return sum;
    }

    /// Eight numbers of each list and month.
    void write(float* report) const {
        for (int tier = 0; tier < 2; ++tier)
            for (int c = 0; c < kClasses; ++c) {
                double megawatts = opening_[tier][c].megawatts, requests = opening_[tier][c].requests;
                for (int m = 0; m < kMonths; ++m) {
                    const Sums &in = applied_[tier][c][m], &given = granted_[tier][c][m],
                               &gone = leavingNow_[tier][c][m];
                    *report++ = float(megawatts + (in.megawattHours - given.megawattHours -
                                                   gone.megawattHours) / kMonth);
                    *report++ = float(requests + (in.requestHours - given.requestHours -
                                                  gone.requestHours) / kMonth);
                    megawatts += in.megawatts - given.megawatts - gone.megawatts;
                    requests += in.requests - given.requests - gone.requests;
                    *report++ = float(in.megawatts), *report++ = float(in.requests);
                    *report++ = float(given.megawatts), *report++ = float(given.requests);
                    *report++ = float(gone.megawatts), *report++ = float(gone.requests);
                }
            }
    }

    TierSpec tiers_[2];
    std::vector<Application> lists_[2][kClasses];
    Sums leaving_[2][kClasses][kMonths + 1], leavingNow_[2][kClasses][kMonths + 1];
    Sums applied_[2][kClasses][kMonths], granted_[2][kClasses][kMonths], opening_[2][kClasses];
    std::vector<Supply> supplies_;
    std::priority_queue<HandBack> handBacks_;
    double headroom_[2];
    std::size_t cursors_[2][kClasses];
    const Application* heads_[2];
    int headClass_[2];
    double holdsUntil_[2];
};

double planned(double year, double month = 0) { return (year - 2026) * kYear + month * kMonth; }

std::vector<Region> theNetherlands() {
    return {
        {transmission(0, 50, 10, 440, {{planned(2033), 600}, {planned(2035), 900}}),
         mediumVoltage(0, 3300, 2139, 360, {{planned(2033), 300}})},
        {transmission(0, 48, 9.6, 420, {{planned(2033), 1500}}),
         mediumVoltage(0, 3900, 2528, 350, {{planned(2033), 500}})},
        {transmission(0, 20, 4, 140, {{planned(2033), 600}}),
         mediumVoltage(0, 1400, 907, 99, {{planned(2033), 250}})},
        {transmission(0, 38, 7.6, 420, {{planned(2033), 800}}),
         mediumVoltage(0, 1000, 648, 180, {{planned(2033), 250}})},
        {transmission(100, 36, 7.2, 520, {{planned(2029, 5), 700}, {planned(2031), 800}}),
         mediumVoltage(0, 4000, 2593, 430, {})},
        {transmission(200, 20, 4, 530, {{planned(2026, 6), 300}, {planned(2027, 6), 305}}),
         mediumVoltage(80, 2600, 1685, 402, {})},
    };
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 64;
    const long replications = std::atol(argv[1]);
    const int strategies = std::atoi(argv[2]), threads = std::atoi(argv[3]);
    if (replications < 1 || strategies < 1 || threads < 1) return 64;
    std::vector<double> granted(threads, 0.0);
    auto work = [&](int thread) {
        gsl_rng* rng = gsl_rng_alloc(gsl_rng_taus2);
        gsl_rng_set(rng, 12345 + thread);
        auto regions = theNetherlands();
        std::vector<float> report(Region::kReported * regions.size());
        for (long k = thread; k < replications; k += threads)
            for (std::size_t r = 0; r < regions.size(); ++r) {
                regions[r].draw(rng);
                for (int s = 0; s < strategies; ++s)
                    granted[thread] += regions[r].replay(&report[r * Region::kReported]) / strategies;
            }
        gsl_rng_free(rng);
    };
    Stopwatch watch;
    std::vector<std::thread> others;
    for (int thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
    work(0);
    for (auto& other : others) other.join();
    const double seconds = watch.seconds();
    double sum = 0;
    for (double part : granted) sum += part;
    report("cpp_lists_" + std::to_string(threads) + "_threads", "netherlands_lists",
           double(replications), std::uint64_t(replications), seconds, sum / double(replications));
}
