#pragma once

namespace netsdk::test {

/// While it lives, one allocation of this thread fails as if memory had run out: the one that `survive` others come
/// before. Not of the library's threads, and not where it is known not to be survived: see Spared.
class FailingNew {
public:
    /// What is left alone, by its size. In calls that have to do with JSON what has whole multiples of a JSON value's
    /// size: nlohmann's destructors make a list of such, and do not survive it when they cannot. With it go the JSON
    /// values themselves, most of them; what is kept of their texts does not.
    enum class Spared : unsigned char { nothing, json };

    FailingNew(long survive, Spared spared) noexcept;
    ~FailingNew();
    FailingNew(const FailingNew&) = delete;
    FailingNew& operator=(const FailingNew&) = delete;

    /// Whether it came to that.
    [[nodiscard]] bool failed() const noexcept;
};

} // namespace netsdk::test
