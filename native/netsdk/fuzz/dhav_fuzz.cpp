#include "fuzz/require.h"
#include "wire/dhav_splitter.h"

#include <string>

using namespace netsdk;

namespace {

struct Listener {
    wire::DhavSplitter splitter;
    std::string frames = {};

    void feed(wire::Bytes input)
    {
        while (const auto frame = splitter.next(input))
            frames += wire::text_of(*frame);
        fuzz::require(input.empty() && splitter.capacity() <= 2 * 4096);
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto input = std::as_bytes(std::span(data + 1, size - 1));
    const auto cut = input.size() * data[0] / 255;
    wire::Limits limits;
    limits.max_frame = 4096;
    Listener whole{wire::DhavSplitter(limits)}, pieces{wire::DhavSplitter(limits)};
    whole.feed(input);
    pieces.feed(input.first(cut));
    pieces.feed(input.subspan(cut));
    fuzz::require(whole.frames == pieces.frames && whole.splitter.resyncs() == pieces.splitter.resyncs());
    fuzz::require(whole.splitter.skipped_bytes() == pieces.splitter.skipped_bytes());
    // Every byte was given, skipped, or is kept.
    fuzz::require(whole.frames.size() + whole.splitter.skipped_bytes() + whole.splitter.buffered() == input.size());
    return 0;
}
