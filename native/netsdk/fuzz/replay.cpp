// Runs one fuzz target over the files and folders named on the command line, without a fuzzer: so every build tests the
// kept corpus, and no target rots.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

bool run(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    if (file.bad() || !file.is_open()) {
        std::fprintf(stderr, "cannot read %s\n", path.c_str());
        return false;
    }
    const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(input.data(), input.size());
    return true;
}

} // namespace

int main(int count, char** arguments)
{
    std::size_t done = 0;
    std::size_t failed = 0;
    const auto count_run = [&](const std::filesystem::path& path) { ++(run(path) ? done : failed); };
    for (const std::filesystem::path path : std::vector<char*>(arguments + 1, arguments + count)) {
        if (!std::filesystem::is_directory(path)) {
            count_run(path);
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(path))
            count_run(entry.path());
    }
    std::printf("%zu inputs, %zu unreadable\n", done, failed);
    return done > 0 && failed == 0 ? 0 : 1; // an empty corpus is a mistake, not a success
}
