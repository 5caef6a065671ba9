#include "fuzz/require.h"
#include "wire/cgi_text.h"
#include "wire/picture.h"
#include "wire/text.h"

#include <functional>

using namespace netsdk;

namespace {

/// What was read is of the input itself: nothing was copied, and nothing lies elsewhere.
bool lies_within(std::string_view part, std::string_view whole)
{
    const std::less_equal<> before;
    if (part.empty())
        return true;
    return before(whole.data(), part.data()) && before(part.data() + part.size(), whole.data() + whole.size());
}

void check_pairs(const wire::CgiText& text, std::string_view whole)
{
    for (const auto& [key, value] : text.pairs()) {
        fuzz::require(!key.empty() && key.find('=') == std::string_view::npos && !wire::has_control(key));
        fuzz::require(lies_within(key, whole) && lies_within(value, whole));
        fuzz::require(wire::trimmed(value) == value && value.find('\n') == std::string_view::npos);
    }
}

/// The value found for a key is the first one's.
void check_lookup(const wire::CgiText& text)
{
    for (const auto& pair : text.pairs()) {
        const auto found = text.find(pair.key);
        fuzz::require(found.has_value());
        for (const auto& first : text.pairs())
            if (first.key == pair.key) {
                fuzz::require(first.value == *found && first.value.data() == found->data());
                break;
            }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    wire::Limits limits;
    limits.max_cgi = 4096;
    limits.max_cgi_lines = 64;
    limits.max_cgi_key = 64;
    const auto body = std::as_bytes(std::span(data, size));
    const auto text = wire::CgiText::parse(body, limits);
    fuzz::require(!text || !wire::picture_of(body)); // a picture is never taken for words
    if (!text) {
        fuzz::require(size <= limits.max_cgi || text.error() == wire::Error::too_large);
        return 0;
    }
    const auto& read = text.value();
    fuzz::require(size <= limits.max_cgi && read.pairs().size() <= limits.max_cgi_lines);
    fuzz::require((read.kind() == wire::CgiText::Kind::refused) == read.refusal().has_value());
    fuzz::require(!read.refusal() || read.pairs().empty());
    fuzz::require(read.words().empty() || lies_within(read.words(), wire::text_of(body)));
    check_pairs(read, wire::text_of(body));
    check_lookup(read);
    for (const std::size_t most : {std::size_t{0}, std::size_t{7}, std::size_t{256}}) {
        const auto shown = read.shown_words(most);
        fuzz::require(shown.size() <= most && !wire::has_control(shown) && wire::repaired_utf8(shown) == shown);
    }
    // What was read can be written, and reads the same.
    const auto written = read.write();
    const auto again = wire::CgiText::parse(wire::bytes_of(written), {});
    fuzz::require(again && again.value() == read && again.value().write() == written);
    return 0;
}
