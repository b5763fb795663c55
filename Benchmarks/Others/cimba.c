/*
 * Cimba 3.0 (C): hold, hold_cancel, mm1, mm1_store, mm1_events, mmc_renege, mm1_preempt.
 *
 * Usage: cimba WORKLOAD N [EVENTS]     (N customers, or N pending events for hold)
 *
 * mm1 and the queues with reneging and preemption have a process for each customer; a process that
 * is done is started again for another customer, which is Cimba's fast way (cmb_process_start of a
 * finished process). mm1_store is the library's own benchmark: two processes and a queue of objects.
 * mm1_events uses the event calendar alone.
 */
#include <cimba.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#ifndef PEER
#define PEER "cimba"
#endif

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void report(const char *peer, const char *workload, double n, uint64_t events, double s, double check)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("{\"peer\": \"%s\", \"workload\": \"%s\", \"n\": %.0f, \"events\": %llu, \"seconds\": %.6f, "
           "\"events_per_s\": %.0f, \"check_value\": %.5f, \"maxrss_mb\": %.0f}\n",
           peer, workload, n, (unsigned long long)events, s, (double)events / s, check,
           (double)u.ru_maxrss / 1024.0);
}

/* Runs until nothing is pending; counts calendar pops. */
static uint64_t execute(void)
{
    uint64_t pops = 0;
    while (cmb_event_execute_next()) { ++pops; }
    return pops;
}

/* ---- hold ---- */

static uint64_t *handles;
static uint64_t holders;
static uint64_t rng_state = 88172645463325252u;

static uint64_t next_random(void)  /* for the victim alone; times are drawn by Cimba */
{
    rng_state ^= rng_state << 13;
    rng_state ^= rng_state >> 7;
    rng_state ^= rng_state << 17;
    return rng_state;
}

static void held(void *subject, void *object)
{
    (void)object;
    cmb_event_schedule(held, subject, NULL, cmb_time() + cmb_random_exponential(1.0), 0);
}

static void held_cancel(void *subject, void *object)
{
    (void)object;
    uint64_t *mine = subject;
    *mine = cmb_event_schedule(held_cancel, mine, NULL, cmb_time() + cmb_random_exponential(1.0), 0);
    const uint64_t k = (uint64_t)(((unsigned __int128)next_random() * holders) >> 64);
    uint64_t *other = &handles[k];
    cmb_event_cancel(*other);
    *other = cmb_event_schedule(held_cancel, other, NULL, cmb_time() + cmb_random_exponential(1.0), 0);
}

static void hold(uint64_t n, uint64_t events, bool cancelling)
{
    holders = n;
    handles = malloc(n * sizeof *handles);
    cmb_event_func *f = cancelling ? held_cancel : held;
    for (uint64_t k = 0; k < n; ++k) {
        handles[k] = cmb_event_schedule(f, &handles[k], NULL, cmb_random_exponential(1.0), 0);
    }
    const uint64_t warm = n > 100000 ? n : 100000;
    for (uint64_t k = 0; k < warm; ++k) { cmb_event_execute_next(); }
    const double t0 = cmb_time();
    const double w = seconds();
    for (uint64_t k = 0; k < events; ++k) { cmb_event_execute_next(); }
    const double s = seconds() - w;
    report(PEER, cancelling ? "hold_cancel" : "hold", (double)n, events, s,
           (double)events / ((double)n * (cmb_time() - t0)));
}

/* ---- processes for customers, used again ---- */

struct customer {
    struct cmb_process *process;
    struct customer *next;
    double arrival;
    int cls;
};

static struct customer *idle;
static struct cmb_resource *server;
static struct cmb_resourcepool *servers;
static double total[2];
static uint64_t done[2], reneged;

static struct customer *take_customer(cmb_process_func *body)
{
    struct customer *c = idle;
    if (c != NULL) {
        idle = c->next;
        return c;
    }
    c = malloc(sizeof *c);
    c->process = cmb_process_create();
    cmb_process_initialize_wssz(c->process, "customer", body, c, 0, 16384);
    return c;
}

static void leave(struct customer *c)
{
    c->next = idle;
    idle = c;
}

struct source {
    uint64_t n;
    double mean;
    cmb_process_func *body;
    int cls;
};

static void *source(struct cmb_process *me, void *context)
{
    (void)me;
    const struct source *s = context;
    for (uint64_t k = 0; k < s->n; ++k) {
        cmb_process_hold(cmb_random_exponential(s->mean));
        struct customer *c = take_customer(s->body);
        c->arrival = cmb_time();
        c->cls = s->cls;
        if (cmb_process_priority(c->process) != s->cls) { cmb_process_priority_set(c->process, s->cls); }
        cmb_process_start(c->process);
    }
    return NULL;
}

static void start_source(struct source *s)
{
    struct cmb_process *p = cmb_process_create();
    cmb_process_initialize(p, "source", source, s, 0);
    cmb_process_start(p);
}

static void *mm1_customer(struct cmb_process *me, void *context)
{
    (void)me;
    struct customer *c = context;
    cmb_resource_acquire(server);
    cmb_process_hold(cmb_random_exponential(1.0));
    cmb_resource_release(server);
    total[0] += cmb_time() - c->arrival;
    done[0] += 1;
    leave(c);
    return NULL;
}

static void mm1(uint64_t n)
{
    server = cmb_resource_create();
    cmb_resource_initialize(server, "server");
    struct source s = {n, 1.0 / 0.9, mm1_customer, 0};
    start_source(&s);
    const double w = seconds();
    const uint64_t pops = execute();
    report(PEER, "mm1", (double)n, pops, seconds() - w, total[0] / (double)done[0]);
}

static void *preempt_customer(struct cmb_process *me, void *context)
{
    (void)me;
    struct customer *c = context;
    double left = cmb_random_exponential(1.0);
    for (;;) {
        cmb_resource_preempt(server);
        const double begun = cmb_time();
        if (cmb_process_hold(left) == CMB_PROCESS_SUCCESS) { break; }
        left -= cmb_time() - begun;
        if (left < 0.0) { left = 0.0; }
    }
    cmb_resource_release(server);
    total[c->cls] += cmb_time() - c->arrival;
    done[c->cls] += 1;
    leave(c);
    return NULL;
}

static void mm1_preempt(uint64_t n)
{
    server = cmb_resource_create();
    cmb_resource_initialize(server, "server");
    /* a higher number goes first */
    struct source low = {n / 2, 1.0 / 0.4, preempt_customer, 0};
    struct source high = {n / 2, 1.0 / 0.4, preempt_customer, 1};
    start_source(&low);
    start_source(&high);
    const double w = seconds();
    const uint64_t pops = execute();
    report(PEER, "mm1_preempt", (double)n, pops, seconds() - w, total[0] / (double)done[0]);
}

static void *renege_customer(struct cmb_process *me, void *context)
{
    struct customer *c = context;
    const uint64_t timer = cmb_process_timer_add(me, cmb_random_exponential(2.0), CMB_PROCESS_TIMEOUT);
    if (cmb_resourcepool_acquire(servers, 1) == CMB_PROCESS_SUCCESS) {
        cmb_process_timer_cancel(me, timer);
        cmb_process_hold(cmb_random_exponential(1.0));
        cmb_resourcepool_release(servers, 1);
    }
    else {
        ++reneged;
    }
    leave(c);
    return NULL;
}

static void mmc_renege(uint64_t n)
{
    servers = cmb_resourcepool_create();
    cmb_resourcepool_initialize(servers, "servers", 50);
    struct source s = {n, 1.0 / 55.0, renege_customer, 0};
    start_source(&s);
    const double w = seconds();
    const uint64_t pops = execute();
    report(PEER, "mmc_renege", (double)n, pops, seconds() - w, (double)reneged / (double)n);
}

/* ---- two processes and a store, as the library's own benchmark ---- */

static struct cmb_objectqueue *queue;
static double *arrivals;
static uint64_t customers;

static void *store_source(struct cmb_process *me, void *context)
{
    (void)me; (void)context;
    for (uint64_t k = 0; k < customers; ++k) {
        cmb_process_hold(cmb_random_exponential(1.0 / 0.9));
        double *object = &arrivals[k & 0xffff];
        *object = cmb_time();
        cmb_objectqueue_put(queue, object);
    }
    return NULL;
}

static void *store_server(struct cmb_process *me, void *context)
{
    (void)me; (void)context;
    for (uint64_t k = 0; k < customers; ++k) {
        void *object = NULL;
        cmb_objectqueue_get(queue, &object);
        cmb_process_hold(cmb_random_exponential(1.0));
        total[0] += cmb_time() - *(double *)object;
    }
    return NULL;
}

static void mm1_store(uint64_t n)
{
    customers = n;
    arrivals = malloc(0x10000 * sizeof *arrivals);
    queue = cmb_objectqueue_create();
    cmb_objectqueue_initialize(queue, "queue", CMB_UNLIMITED);
    struct cmb_process *p = cmb_process_create();
    cmb_process_initialize(p, "source", store_source, NULL, 0);
    cmb_process_start(p);
    p = cmb_process_create();
    cmb_process_initialize(p, "server", store_server, NULL, 0);
    cmb_process_start(p);
    const double w = seconds();
    const uint64_t pops = execute();
    report(PEER, "mm1_store", (double)n, pops, seconds() - w, total[0] / (double)n);
}

/* ---- the calendar alone ---- */

static uint64_t in, out;

static void departure(void *subject, void *object);

static void arrival(void *subject, void *object)
{
    (void)subject; (void)object;
    const double now = cmb_time();
    arrivals[in & 0xffff] = now;
    if (in == out) { cmb_event_schedule(departure, NULL, NULL, now + cmb_random_exponential(1.0), 0); }
    if (++in < customers) { cmb_event_schedule(arrival, NULL, NULL, now + cmb_random_exponential(1.0 / 0.9), 0); }
}

static void departure(void *subject, void *object)
{
    (void)subject; (void)object;
    const double now = cmb_time();
    total[0] += now - arrivals[out & 0xffff];
    if (++out < in) { cmb_event_schedule(departure, NULL, NULL, now + cmb_random_exponential(1.0), 0); }
}

static void mm1_events(uint64_t n)
{
    customers = n;
    arrivals = malloc(0x10000 * sizeof *arrivals);
    cmb_event_schedule(arrival, NULL, NULL, cmb_random_exponential(1.0 / 0.9), 0);
    const double w = seconds();
    const uint64_t pops = execute();
    report(PEER, "mm1_events", (double)n, pops, seconds() - w, total[0] / (double)n);
}

int main(int argc, char **argv)
{
    if (argc < 3) { return 2; }
    const char *w = argv[1];
    const uint64_t n = strtoull(argv[2], NULL, 10);
    const uint64_t events = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
    cmb_logger_flags_off(CMB_LOGGER_INFO);
    cmb_random_initialize(12345);
    cmb_event_queue_initialize(0.0);
    if (!strcmp(w, "hold")) { hold(n, events, false); }
    else if (!strcmp(w, "hold_cancel")) { hold(n, events, true); }
    else if (!strcmp(w, "mm1")) { mm1(n); }
    else if (!strcmp(w, "mm1_store")) { mm1_store(n); }
    else if (!strcmp(w, "mm1_events")) { mm1_events(n); }
    else if (!strcmp(w, "mmc_renege")) { mmc_renege(n); }
    else if (!strcmp(w, "mm1_preempt")) { mm1_preempt(n); }
    else { return 2; }
    fflush(stdout);
#ifdef TRAIN
    exit(0);  /* writes the profile */
#else
    _Exit(0);  /* processes still waiting are of no interest any more */
#endif
}
