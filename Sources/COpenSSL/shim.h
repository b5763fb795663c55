// The digests of OpenSSL's libcrypto.
#include <openssl/evp.h>
#include <openssl/sha.h>
