/*
 * What drawing alone costs by GSL, in a plain loop from one sequential stream.
 *
 * Usage: draws GENERATOR N           N exponentials; GENERATOR as GSL names it: taus2, mt19937, ...
 *        draws_application GENERATOR N   by that name: what N applications for the grid are drawn
 *                                    from: class and intent out of one number, gap and stay out of
 *                                    one logarithm, a lognormal size by the ziggurat
 */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc != 3) { return 64; }
    const gsl_rng_type *type = NULL;
    for (const gsl_rng_type **t = gsl_rng_types_setup(); *t != NULL; ++t) {
        if (!strcmp((*t)->name, argv[1])) { type = *t; }
    }
    const long n = atol(argv[2]);
    if (type == NULL || n <= 0) { return 64; }
    gsl_rng *rng = gsl_rng_alloc(type);
    gsl_rng_set(rng, 12345);

    const char *name = strrchr(argv[0], '/');
    name = name == NULL ? argv[0] : name + 1;
    const int application = !strcmp(name, "draws_application");
    double sum = 0.0, rest = 0.0;
    const double begun = seconds();
    if (application) {
        for (long k = 0; k < n; ++k) {
            rest += gsl_rng_uniform(rng);
            const double both = gsl_ran_gamma_int(rng, 2);
            const double gap = both * gsl_rng_uniform(rng);
            sum += gap;
            rest += both - gap;
            rest += exp(0.1 + gsl_ran_gaussian_ziggurat(rng, 0.7));
        }
    }
    else {
        for (long k = 0; k < n; ++k) { sum += gsl_ran_exponential(rng, 1.0); }
    }
    const double s = seconds() - begun;

    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    printf("{\"peer\": \"gsl_%s\", \"workload\": \"%s\", \"n\": %ld, \"events\": %ld, \"seconds\": %.6f, "
           "\"events_per_s\": %.0f, \"check_value\": %.5f, \"maxrss_mb\": %.0f}\n",
           argv[1], name, n, n, s, (double)n / s, sum / (double)n, (double)u.ru_maxrss / 1024.0);
    /* The rest must not be left out by the compiler. */
    return rest < 0.0;
}
