#pragma once

#include "abi/handle_table.h"

namespace netsdk::abi {

/// A number that is given back unless it is kept: whatever fails or is thrown on the way, none stays that nobody knows.
template <class Object>
class Reservation {
public:
    explicit Reservation(HandleTable<Object>& table) : table_(table), number_(table.reserve()) {}
    ~Reservation()
    {
        if (number_ != 0 && !kept_)
            table_.remove(number_);
    }
    Reservation(const Reservation&) = delete;
    Reservation& operator=(const Reservation&) = delete;

    /// 0: the table is full.
    [[nodiscard]] long number() const noexcept { return number_; }
    [[nodiscard]] bool publish(std::shared_ptr<Object> object) { return table_.publish(number_, std::move(object)); }
    [[nodiscard]] long keep() noexcept
    {
        kept_ = true;
        return number_;
    }

private:
    HandleTable<Object>& table_;
    const long number_;
    bool kept_ = false;
};

} // namespace netsdk::abi
