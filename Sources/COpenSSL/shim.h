// The one-shot digests of OpenSSL's libcrypto.
#include <openssl/sha.h>
