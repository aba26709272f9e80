/* Fuzz target: schemas in the compact syntax of RELAX NG. */
#include "schema_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_schema((const char *)data, size, "fuzz.rnc", "fuzz.rng");
    return 0;
}
