#include "net/figures.h"

#include <type_traits>

namespace netsdk::net {
namespace {
constinit Figures process_figures;
static_assert(std::is_trivially_destructible_v<Figures>);
} // namespace

Figures& figures() noexcept
{
    return process_figures;
}

void count_if_garbage(wire::Error why) noexcept
{
    switch (why) {
    case wire::Error::malformed:
    case wire::Error::too_large:
    case wire::Error::too_deep:
    case wire::Error::unexpected_answer: return count(process_figures.garbage, 1);
    default: return;
    }
}

} // namespace netsdk::net
