#pragma once

namespace netsdk::test {

/// While it lives, one allocation of this thread fails as if memory had run out: the one that `survive` others come
/// before. Not of the library's threads.
class FailingNew {
public:
    explicit FailingNew(long survive) noexcept;
    ~FailingNew();
    FailingNew(const FailingNew&) = delete;
    FailingNew& operator=(const FailingNew&) = delete;

    /// Whether it came to that.
    [[nodiscard]] bool failed() const noexcept;
};

} // namespace netsdk::test
