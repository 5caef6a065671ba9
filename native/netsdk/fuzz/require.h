#pragma once

#include <cstdlib>

namespace netsdk::fuzz {

/// An invariant: what breaks it is a finding.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace netsdk::fuzz
