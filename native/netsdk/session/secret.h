#pragma once

#include <string_view>
#include <vector>

namespace netsdk::session {

/// A password: wiped when it goes, never copied, never printed.
class Secret {
public:
    explicit Secret(std::string_view text);
    ~Secret();
    Secret(Secret&&) noexcept = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret& operator=(Secret&&) = delete;

    [[nodiscard]] std::string_view reveal() const noexcept { return {text_.data(), text_.size()}; }

private:
    std::vector<char> text_; // a vector, whose move leaves nothing behind; a short string's would
};

} // namespace netsdk::session
