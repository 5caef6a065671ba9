#pragma once

namespace netsdk::test {

/// While it lives, one allocation of this thread fails as if memory had run out: the one that `survive` others come
/// before. Not of the library's threads, and not where it is known not to be survived: see Spared.
class FailingNew {
public:
    /// What is left alone, by its size.
    enum class Spared : unsigned char { strands };

    FailingNew(long survive, Spared spared) noexcept;
    ~FailingNew();
    FailingNew(const FailingNew&) = delete;
    FailingNew& operator=(const FailingNew&) = delete;

    /// Whether it came to that.
    [[nodiscard]] bool failed() const noexcept;
};

} // namespace netsdk::test
