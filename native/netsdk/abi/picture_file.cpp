#include "abi/picture_file.h"

#include <cstdio>
#include <memory>
#include <unistd.h>

namespace netsdk::abi {
namespace {
struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[nodiscard]] bool write(File file, wire::Bytes bytes)
{
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    return std::fclose(file.release()) == 0 && written; // what the buffer still had may find no room
}
} // namespace

wire::Status write_file(const std::string& path, wire::Bytes bytes)
{
    std::string beside = path + ".XXXXXX";
    const int number = ::mkstemp(beside.data());
    if (number < 0)
        return wire::Error::invalid_argument;
    File file(::fdopen(number, "wb"));
    if (!file)
        ::close(number);
    if (file && write(std::move(file), bytes) && std::rename(beside.c_str(), path.c_str()) == 0)
        return wire::success();
    ::unlink(beside.c_str());
    return wire::Error::invalid_argument;
}

} // namespace netsdk::abi
