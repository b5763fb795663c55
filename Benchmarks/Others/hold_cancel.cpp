// Hold with cancelling: with each event another one, taken at random, is withdrawn and scheduled anew.
// By hand, on the calendar that can cancel of the programs for other libraries (PEERS/cpp_limit).
//
// Usage: hold_cancel PENDING EVENTS
#include <algorithm>
#include <cstdlib>
#include <memory>
#include "common/report.hpp"
#include "common/rng.hpp"
#include "cpp_limit/calendars.hpp"

int main(int argc, char** argv) {
    if (argc != 3) return 64;
    const auto n = std::uint32_t(std::atol(argv[1]));
    const auto events = std::uint64_t(std::atoll(argv[2]));
    auto calendar = std::make_unique<PackedHeap<true>>();
    Rng rng(12345);
    std::uint64_t x = 88172645463325252u;
    for (std::uint32_t i = 0; i < n; ++i) calendar->push(rng.exponential(), i);
    double now = 0;
    auto hold = [&](std::uint64_t count) {
        while (count--) {
            const Event e = calendar->pop();
            now = e.time;
            calendar->push(now + rng.exponential(), e.what);
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            const auto other = std::uint32_t((static_cast<unsigned __int128>(x) * n) >> 64);
            calendar->cancel(other);
            calendar->push(now + rng.exponential(), other);
        }
    };
    hold(std::max<std::uint64_t>(n, 100000));
    const double begun = now;
    Stopwatch watch;
    hold(events);
    const double seconds = watch.seconds();
    report("cpp_packed4_cancel", "hold_cancel", n, events, seconds,
           double(events) / (double(n) * (now - begun)));
}
