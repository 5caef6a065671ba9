#include "wire/old_discovery.h"

#include "wire/byte_reader.h"
#include "wire/byte_writer.h"
#include "wire/text.h"

#include <algorithm>

namespace netsdk::wire {

namespace {

// Offsets as the one public source has them, those of the fixed part counted from behind the header.
constexpr std::byte question{0xa3};
constexpr std::byte answer{0xb3};
constexpr std::size_t header_size = 32;
constexpr std::size_t version_bytes = 8;
constexpr std::size_t name_bytes = 16;
constexpr std::size_t from_dns_to_http = 26; // name server, alarm server and its port, e-mail
constexpr std::size_t fixed_bytes = 88;
constexpr std::size_t fixed_rest = fixed_bytes - 68;
constexpr std::size_t max_word = 128;
constexpr std::size_t max_words = 16;

std::string address(Bytes bytes)
{
    std::string text;
    for (const std::byte part : bytes)
        text += (text.empty() ? "" : ".") + std::to_string(std::to_integer<unsigned>(part));
    return text == "0.0.0.0" ? std::string() : text;
}

// A number of four parts; zeros where the text is none.
Buffer address_bytes(std::string_view text)
{
    Buffer bytes;
    while (bytes.size() < 4) {
        const auto dot = text.find('.');
        bytes.push_back(static_cast<std::byte>(decimal(text.substr(0, dot), 255).value_or(0)));
        text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
    }
    return bytes;
}

bool is_hex(char c) noexcept
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Six pairs of hexadecimal digits with one sign between them, as devices write a MAC.
bool is_mac(std::string_view word) noexcept
{
    constexpr std::size_t mac_size = 17;
    if (word.size() != mac_size)
        return false;
    for (std::size_t at = 0; at < mac_size; ++at)
        if (at % 3 == 2 ? word[at] != ':' && word[at] != '-' : !is_hex(word[at]))
            return false;
    return true;
}

bool is_version(std::string_view word) noexcept
{
    return !word.empty() && word.front() >= '0' && word.front() <= '9' && word.find('.') != std::string_view::npos;
}

// Type and serial number have their places; what else stands there goes by its form.
void take_words(std::string_view text, DiscoveredDevice& device)
{
    for (std::size_t count = 0; count < max_words && !text.empty(); ++count) {
        const auto word = display_text(until_zero(text), max_word);
        text.remove_prefix(std::min(text.size(), until_zero(text).size() + 1));
        if (count == 0)
            device.device_type = word;
        else if (count == 1)
            device.serial = word;
        else if (device.mac.empty() && is_mac(word))
            device.mac = word;
        else if (device.version.empty() && is_version(word))
            device.version = word;
    }
}

} // namespace

Buffer old_discovery_request()
{
    return ByteWriter().little(std::uint32_t{0x010001a3}).zeros(12).little(std::uint32_t{2}).zeros(12).take();
}

bool is_old_discovery(Bytes datagram) noexcept
{
    return !datagram.empty() && (datagram.front() == question || datagram.front() == answer);
}

Result<DiscoveredDevice> parse_old_discovery_reply(Bytes datagram)
{
    if (datagram.empty() || datagram.front() != answer)
        return Error::unexpected_answer;
    ByteReader reader(datagram);
    reader.skip(header_size + version_bytes);
    DiscoveredDevice device;
    device.machine_name = display_text(until_zero(text_of(reader.take(name_bytes))), name_bytes);
    device.ipv4.address = address(reader.take(4));
    device.ipv4.mask = address(reader.take(4));
    device.ipv4.gateway = address(reader.take(4));
    reader.skip(from_dns_to_http);
    device.http_port = reader.little<std::uint16_t>();
    reader.skip(2); // HTTPS
    device.port = reader.little<std::uint16_t>();
    reader.skip(fixed_rest);
    if (!reader.ok() || device.ipv4.address.empty())
        return Error::malformed;
    take_words(text_of(reader.rest()), device);
    return device;
}

Result<Buffer> old_discovery_reply(const DiscoveredDevice& device)
{
    const std::string name = device.machine_name.substr(0, name_bytes - 1);
    ByteWriter writer;
    writer.little(std::uint32_t{0x010001b3}).zeros(header_size - 4).zeros(version_bytes);
    writer.text(name).zeros(name_bytes - name.size());
    writer.bytes(address_bytes(device.ipv4.address)).bytes(address_bytes(device.ipv4.mask));
    writer.bytes(address_bytes(device.ipv4.gateway)).zeros(from_dns_to_http);
    writer.little(device.http_port).zeros(2).little(device.port).zeros(fixed_rest);
    for (const auto* word : {&device.device_type, &device.serial, &device.version, &device.mac})
        writer.text(*word).zeros(1);
    return writer.take();
}

} // namespace netsdk::wire
