#pragma once

#include "tests/support/hex.h"
#include "wire/bytes.h"

#include <doctest/doctest.h>

namespace netsdk::test {

/// Feeds the same bytes whole, in two pieces at every place, byte by byte, and with empty pieces between, each time to
/// a new consumer that `make` gives, and wants the same outcome every time.
///
/// A consumer has `void feed(wire::Bytes)` and `outcome()`, whose type has ==. Returns the outcome, to be checked once.
template <class Make>
auto check_every_split(wire::Bytes bytes, Make make)
{
    auto whole = make();
    whole.feed(bytes);
    const auto expected = whole.outcome();

    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        CAPTURE(cut);
        auto two = make();
        two.feed(bytes.first(cut));
        two.feed(bytes.subspan(cut));
        REQUIRE((two.outcome() == expected));
    }
    auto single = make();
    auto sparse = make();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        single.feed(bytes.subspan(at, 1));
        sparse.feed({});
        sparse.feed(bytes.subspan(at, 1));
        sparse.feed({});
    }
    REQUIRE((single.outcome() == expected));
    REQUIRE((sparse.outcome() == expected));
    return expected;
}

} // namespace netsdk::test
