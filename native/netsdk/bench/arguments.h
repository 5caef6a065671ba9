#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

namespace netsdk::bench {

/// `--name value` pairs of a command line.
class Arguments {
public:
    Arguments(int count, char** values) : count_(count), values_(values) {}

    [[nodiscard]] std::string text(std::string_view name, std::string otherwise) const
    {
        for (int at = 1; at + 1 < count_; at += 2)
            if (name == values_[at])
                return values_[at + 1];
        return otherwise;
    }
    [[nodiscard]] long number(std::string_view name, long otherwise) const
    {
        return std::strtol(text(name, std::to_string(otherwise)).c_str(), nullptr, 10);
    }

private:
    int count_;
    char** values_;
};

} // namespace netsdk::bench
