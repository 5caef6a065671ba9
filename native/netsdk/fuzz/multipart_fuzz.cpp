#include "fuzz/require.h"
#include "wire/multipart_reader.h"
#include "wire/text.h"

#include <string>
#include <vector>

using namespace netsdk;

namespace {

constexpr std::size_t most_single_bytes = 256; // of an input that is fed byte by byte too

struct Part {
    std::string type;
    std::string body;
    [[nodiscard]] bool operator==(const Part&) const = default;
};

class Listener {
public:
    Listener(const std::string& boundary, const wire::Limits& limits) : reader_(boundary, limits), limits_(limits) {}

    void feed(wire::Bytes input)
    {
        fed_ += input.size();
        while (const auto part = reader_.next(input)) {
            fuzz::require(part->body.size() <= limits_.max_part);
            fuzz::require(!part->length || *part->length == part->body.size());
            parts.push_back({std::string(part->content_type), std::string(wire::text_of(part->body))});
            given_ += part->body.size();
        }
        constexpr auto line = wire::BoundaryFinder::longest_line;
        fuzz::require(input.empty() && reader_.capacity() <= 2 * (limits_.max_part + line + 2));
        // Every byte was given, skipped, or is kept.
        fuzz::require(given_ + reader_.skipped_bytes() + reader_.buffered() == fed_);
    }
    void require_same(const Listener& other) const
    {
        fuzz::require(parts == other.parts && reader_.ended() == other.reader_.ended());
        fuzz::require(reader_.skipped_parts() == other.reader_.skipped_parts());
        fuzz::require(reader_.skipped_bytes() == other.reader_.skipped_bytes());
        fuzz::require(reader_.buffered() == other.reader_.buffered());
    }

    std::vector<Part> parts;

private:
    wire::MultipartReader reader_;
    wire::Limits limits_;
    std::size_t fed_ = 0;
    std::size_t given_ = 0;
};

/// What was read, written with lengths, reads the same: whatever is in a body.
void check_again(const std::vector<Part>& parts, const std::string& boundary, const wire::Limits& limits)
{
    std::string stream;
    for (const auto& [type, body] : parts) {
        stream.append("--").append(boundary).append("\r\nContent-Type: ").append(type);
        stream.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    }
    auto wide = limits;
    wide.max_part_head += 64;
    Listener again(boundary, wide);
    again.feed(wire::bytes_of(stream));
    fuzz::require(again.parts == parts);
}

void check_boundary(std::string_view content_type)
{
    const auto boundary = wire::boundary_of(content_type);
    if (!boundary)
        return;
    fuzz::require(!boundary.value().empty() && boundary.value().size() <= wire::BoundaryFinder::most_boundary);
    fuzz::require(!wire::has_control(boundary.value()));
}

} // namespace

/// The first byte says where the stream is cut, and how its boundary is named.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto input = std::as_bytes(std::span(data + 1, size - 1));
    check_boundary(wire::text_of(input));
    const auto cut = input.size() * data[0] / 255;
    const std::string boundary = data[0] % 2 == 0 ? "myboundary" : "--b";
    wire::Limits limits;
    limits.max_part = 1024;
    limits.max_part_head = 256;
    Listener whole(boundary, limits), pieces(boundary, limits), bytes(boundary, limits);
    whole.feed(input);
    pieces.feed(input.first(cut));
    pieces.feed(input.subspan(cut));
    whole.require_same(pieces);
    if (input.size() <= most_single_bytes) {
        for (std::size_t at = 0; at < input.size(); ++at)
            bytes.feed(input.subspan(at, 1));
        whole.require_same(bytes);
    }
    check_again(whole.parts, boundary, limits);
    return 0;
}
