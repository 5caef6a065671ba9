#include "fuzz/require.h"
#include "wire/frame_reader.h"

#include <string>

using namespace netsdk;

namespace {

struct Listener {
    wire::FrameReader reader;
    std::string said; // bodies, with a bar behind each; so where media was cut does not matter
    std::optional<wire::Error> error = std::nullopt;

    void feed(wire::Bytes input)
    {
        auto part = reader.next(input);
        for (; part && part.value(); part = reader.next(input)) {
            said += wire::text_of(part.value()->body);
            said += part.value()->left == 0 ? "|" : "";
            fuzz::require(reader.buffered() <= 4096);
        }
        fuzz::require(part ? !error && input.empty() : !error || *error == part.error());
        error = part ? std::nullopt : std::optional(part.error());
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
    limits.max_message = 4096;
    Listener whole{wire::FrameReader(limits), {}}, pieces{wire::FrameReader(limits), {}};
    whole.feed(input);
    pieces.feed(input.first(cut));
    pieces.feed(input.subspan(cut));
    fuzz::require(whole.said == pieces.said && whole.error == pieces.error);
    fuzz::require(whole.reader.buffered() == pieces.reader.buffered());
    return 0;
}
