#include "wire/hashes.h"

#include <doctest/doctest.h>

using namespace netsdk::wire;

TEST_CASE("md5_gives_the_digests_of_its_standard_in_upper_case")
{
    // RFC 1321, appendix A.5.
    CHECK(md5_upper("").value() == "D41D8CD98F00B204E9800998ECF8427E");
    CHECK(md5_upper("abc").value() == "900150983CD24FB0D6963F7D28E17F72");
    CHECK(md5_upper("message digest").value() == "F96B697D7CB7938D525A2F31AAF161D0");
}

TEST_CASE("the_first_generation_digest_is_the_published_one")
{
    // 6QNMIQGe for "admin" stands in several public write-ups of this digest.
    CHECK(gen1_digest("admin").value() == "6QNMIQGe");
    CHECK(gen1_digest("").value() == "tlJwpbo6");
    CHECK(gen1_digest("Secret-7").value() == "fBbtKdLr");
}

TEST_CASE("both_proofs_follow_from_user_realm_random_and_password")
{
    // Computed by another MD5 (Python's hashlib) from the formula that public clients in Python (DahuaConsole),
    // TypeScript and Go share.
    const LoginSecret secret{"admin", "Secret-7"};
    CHECK(gen2_proof(secret, "Login to 4X7C5A1ZAG21L3F", "1866812580").value() == "E39A61E42F0B45802702825BE37FBD9C");
    CHECK(gen1_proof(secret, "1866812580").value() == "65BBC264A9BA52B583442BA1E2E63133");
}
