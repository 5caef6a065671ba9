#include "abi/picture_file.h"

#include <atomic>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace netsdk::abi {
namespace {
struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

constexpr mode_t as_the_process_makes_files = 0666; // less its umask

/// A name beside the file's that nobody else uses: what is there under it already is not touched.
[[nodiscard]] std::string name_beside(const std::string& path)
{
    static std::atomic<unsigned> last{0};
    return path + "." + std::to_string(::getpid()) + "-" + std::to_string(++last) + ".part";
}

[[nodiscard]] bool write(File file, wire::Bytes bytes)
{
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    return std::fclose(file.release()) == 0 && written; // what the buffer still had may find no room
}
} // namespace

wire::Status write_file(const std::string& path, wire::Bytes bytes)
{
    const auto beside = name_beside(path);
    const int number = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, as_the_process_makes_files);
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
