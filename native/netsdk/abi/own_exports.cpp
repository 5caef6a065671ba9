#include "abi/guarded.h"
#include "abi/layout.h"
#include "abi/library.h"
#include "abi/structs.h"
#include "include/netsdk_open.h"
#include "net/figures.h"

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

constexpr DWORD version_number(const char* text)
{
    DWORD parts[3] = {0, 0, 0};
    for (std::size_t part = 0; *text != '\0' && part < 3; ++text) {
        if (*text == '.')
            ++part;
        else
            parts[part] = parts[part] * 10 + static_cast<DWORD>(*text - '0');
    }
    return parts[0] * 10000000 + parts[1] * 100000 + parts[2];
}
static_assert(version_number(NETSDK_VERSION) > 0);

NETSDK_OPEN_FIGURES current()
{
    const auto& figures = net::figures();
    auto& library = Library::instance();
    NETSDK_OPEN_FIGURES out{};
    out.nThreads = figures.threads.load();
    out.nLogins = static_cast<std::uint32_t>(library.logins().size());
    out.nLives = static_cast<std::uint32_t>(library.lives().size());
    out.nSearches = static_cast<std::uint32_t>(library.searches().size());
    out.nBytesReceived = figures.bytes_received.load();
    out.nFramesDelivered = figures.frames_delivered.load();
    out.nBytesDelivered = figures.bytes_delivered.load();
    out.nReadsPaused = figures.reads_paused.load();
    out.nSlowCallbacks = figures.slow_callbacks.load();
    out.nLateAnswers = figures.late_answers.load();
    out.nGarbage = figures.garbage.load();
    out.nResyncs = figures.resyncs.load();
    return out;
}

} // namespace

DWORD CLIENT_GetSDKVersion(void) noexcept
{
    return version_number(NETSDK_VERSION);
}

const char* NETSDK_OPEN_Version(void) noexcept
{
    return NETSDK_VERSION;
}

uint32_t NETSDK_OPEN_StructSize(const char* name) noexcept
{
    return name == nullptr ? 0 : abi::struct_size(name);
}

uint32_t NETSDK_OPEN_FieldOffset(const char* name, const char* field) noexcept
{
    return name == nullptr || field == nullptr ? abi::unknown_offset : abi::field_offset(name, field);
}

BOOL NETSDK_OPEN_GetFigures(NETSDK_OPEN_FIGURES* figures) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto written = abi::write_up_to(figures, current());
        if (!written)
            return written.error();
        return TRUE;
    });
}
