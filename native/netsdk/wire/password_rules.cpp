#include "wire/password_rules.h"

#include <algorithm>
#include <array>

namespace netsdk::wire {

namespace {

constexpr std::size_t shortest = 8;
constexpr std::size_t longest = 32;
constexpr std::ptrdiff_t least_kinds = 2;
constexpr std::string_view refused = "'\";:&"; // what devices do not take, by their own pages

bool is_digit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool is_lower(char c) noexcept
{
    return c >= 'a' && c <= 'z';
}

bool is_upper(char c) noexcept
{
    return c >= 'A' && c <= 'Z';
}

bool is_word(char c) noexcept
{
    return is_digit(c) || is_lower(c) || is_upper(c);
}

bool is_symbol(char c) noexcept
{
    return !is_word(c);
}

bool is_bad(char c) noexcept
{
    return c <= ' ' || c > '~' || refused.find(c) != std::string_view::npos;
}

char lower(char c) noexcept
{
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letter(char left, char right) noexcept
{
    return lower(left) == lower(right);
}

bool has_two_kinds(std::string_view password) noexcept
{
    constexpr std::array kinds{is_digit, is_lower, is_upper, is_symbol};
    return std::ranges::count_if(kinds, [&](auto* kind) { return std::ranges::any_of(password, kind); }) >= least_kinds;
}

bool has_name(std::string_view password, std::string_view account) noexcept
{
    if (account.empty())
        return false;
    const auto forward = std::search(password.begin(), password.end(), account.begin(), account.end(), same_letter);
    const auto backward = std::search(password.begin(), password.end(), account.rbegin(), account.rend(), same_letter);
    return forward != password.end() || backward != password.end();
}

/// Whether three neighbours each differ from the next by so much. Words only: that '+' follows '*' is nobody's habit.
bool has_run(std::string_view password, int step) noexcept
{
    for (std::size_t at = 2; at < password.size(); ++at) {
        const char first = lower(password[at - 2]);
        const char second = lower(password[at - 1]);
        const char third = lower(password[at]);
        if (is_word(first) && is_word(second) && is_word(third) && second - first == step && third - second == step)
            return true;
    }
    return false;
}

bool has_triple(std::string_view password) noexcept
{
    for (std::size_t at = 2; at < password.size(); ++at)
        if (password[at] == password[at - 1] && password[at] == password[at - 2])
            return true;
    return false;
}

} // namespace

PasswordRule broken_rule(std::string_view password, std::string_view account) noexcept
{
    if (std::ranges::any_of(password, is_bad))
        return PasswordRule::bad_character;
    if (password.size() < shortest)
        return PasswordRule::too_short;
    if (password.size() > longest)
        return PasswordRule::too_long;
    if (!has_two_kinds(password))
        return PasswordRule::one_kind;
    if (has_name(password, account))
        return PasswordRule::has_name;
    if (has_run(password, 1) || has_run(password, -1))
        return PasswordRule::continuous;
    if (has_triple(password))
        return PasswordRule::overlapped;
    return PasswordRule::none;
}

} // namespace netsdk::wire
