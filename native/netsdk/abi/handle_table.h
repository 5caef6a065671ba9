#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace netsdk::abi {

/// What a handle stands for; a caller's is never given out. Part of the number, so that a live handle is never taken
/// for a login.
enum class HandleKind : std::uint8_t { login = 1, live = 2, search = 3, caller = 4 };

/// Gives objects numbers for the caller: kind (7 bits) | generation (32) | slot (24), positive, never 0. Any thread.
/// A number just given back comes again only after 1,024 others of its kind, and then with another generation.
template <class Object>
class HandleTable {
public:
    explicit HandleTable(HandleKind kind) : kind_(kind) {}

    /// A free number, not yet found by find(); 0 when all slots are taken or the table is closed.
    [[nodiscard]] long reserve()
    {
        const std::lock_guard lock(mutex_);
        if (closed_)
            return 0;
        const auto slot = free_slot();
        if (!slot)
            return 0;
        slots_[*slot].taken = true;
        return number(*slot);
    }

    /// Makes a reserved number lead to the object. False: the table was closed meanwhile; the number is given back.
    [[nodiscard]] bool publish(long handle, std::shared_ptr<Object> object)
    {
        const std::lock_guard lock(mutex_);
        Slot* const slot = slot_of(handle);
        if (slot == nullptr)
            return false;
        if (closed_) {
            give_back(*slot, index_of(handle));
            return false;
        }
        slot->object = std::move(object);
        ++count_;
        return true;
    }

    /// The object, or nothing for a number that is 0, negative, stale, of another kind or never given.
    [[nodiscard]] std::shared_ptr<Object> find(long handle)
    {
        const std::lock_guard lock(mutex_);
        Slot* const slot = slot_of(handle);
        return slot == nullptr ? nullptr : slot->object;
    }

    /// Ends the number. Nothing happens when it has ended already.
    void remove(long handle)
    {
        std::shared_ptr<Object> last; // destroyed after the lock
        const std::lock_guard lock(mutex_);
        Slot* const slot = slot_of(handle);
        if (slot == nullptr)
            return;
        last = std::exchange(slot->object, nullptr);
        if (last)
            --count_;
        give_back(*slot, index_of(handle));
    }

    /// Refuses every further number and gives all objects, which are still found until clear().
    [[nodiscard]] std::vector<std::shared_ptr<Object>> close()
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        std::vector<std::shared_ptr<Object>> all;
        for (const auto& slot : slots_)
            if (slot.object)
                all.push_back(slot.object);
        return all;
    }

    /// Ends every number.
    void clear()
    {
        std::vector<std::shared_ptr<Object>> last; // destroyed after the lock
        const std::lock_guard lock(mutex_);
        for (std::uint32_t index = 0; index < slots_.size(); ++index) {
            if (!slots_[index].taken)
                continue;
            if (slots_[index].object)
                last.push_back(std::exchange(slots_[index].object, nullptr));
            give_back(slots_[index], index);
        }
        count_ = 0;
    }

    void open()
    {
        const std::lock_guard lock(mutex_);
        closed_ = false;
    }

    [[nodiscard]] std::size_t size()
    {
        const std::lock_guard lock(mutex_);
        return count_;
    }

private:
    struct Slot {
        std::uint32_t generation = 1;
        bool taken = false;
        std::shared_ptr<Object> object;
    };

    static constexpr std::size_t quarantine = 1024;
    static constexpr std::uint32_t max_slots = 1U << 24;

    [[nodiscard]] std::optional<std::uint32_t> free_slot()
    {
        if (free_.size() - free_head_ > quarantine) {
            const auto slot = free_[free_head_++];
            if (free_head_ > 2 * quarantine) {
                free_.erase(free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(free_head_));
                free_head_ = 0;
            }
            return slot;
        }
        if (slots_.size() >= max_slots)
            return std::nullopt;
        // Room for every slot beforehand, so that giving one back never needs memory.
        const auto room = slots_.size() + 1 + 2 * quarantine + 1;
        if (free_.capacity() < room)
            free_.reserve(2 * room);
        slots_.emplace_back();
        return static_cast<std::uint32_t>(slots_.size() - 1);
    }

    [[nodiscard]] long number(std::uint32_t index) const
    {
        const auto bits = (static_cast<std::uint64_t>(kind_) << 56U) |
                          (static_cast<std::uint64_t>(slots_[index].generation) << 24U) | index;
        return static_cast<long>(bits);
    }

    [[nodiscard]] static std::uint32_t index_of(long handle)
    {
        return static_cast<std::uint32_t>(static_cast<std::uint64_t>(handle) & (max_slots - 1U));
    }

    [[nodiscard]] Slot* slot_of(long handle)
    {
        if (handle <= 0)
            return nullptr;
        const auto index = index_of(handle);
        if (index >= slots_.size() || !slots_[index].taken || number(index) != handle)
            return nullptr;
        return &slots_[index];
    }

    void give_back(Slot& slot, std::uint32_t index)
    {
        slot.taken = false;
        ++slot.generation;
        free_.push_back(index);
    }

    const HandleKind kind_;
    std::mutex mutex_; // guards all below
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_; // slots given back, oldest first, from free_head_ on
    std::size_t free_head_ = 0;
    std::size_t count_ = 0;
    bool closed_ = true;
};

} // namespace netsdk::abi
