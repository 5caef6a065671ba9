#include "abi/structs.h"
#include "tests/abi/sdk.h"

#include <array>
#include <doctest/doctest.h>
#include <memory>

using namespace netsdk;
using namespace netsdk::test;

extern "C" {
uint32_t c99_size_of_login(void);
uint32_t c99_size_of_search_answer(void);
uint32_t c99_offset_of_local_ip(void);
}

TEST_CASE("the_layout_is_told_by_name_and_C_sees_the_same")
{
    CHECK(NETSDK_OPEN_StructSize("NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY") == 288);
    CHECK(NETSDK_OPEN_StructSize("NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY") == c99_size_of_login());
    CHECK(NETSDK_OPEN_StructSize("DEVICE_NET_INFO_EX2") == c99_size_of_search_answer());
    CHECK(NETSDK_OPEN_FieldOffset("DEVICE_NET_INFO_EX2", "szLocalIP") == c99_offset_of_local_ip());
    CHECK(NETSDK_OPEN_FieldOffset("NET_DEVICEINFO_Ex", "nLockLeftTime") == 72);
    CHECK(NETSDK_OPEN_StructSize("NET_NOTHING") == 0);
    CHECK(NETSDK_OPEN_StructSize(nullptr) == 0);
    CHECK(NETSDK_OPEN_FieldOffset("NET_PARAM", "nothing") == 0xFFFFFFFFU);
    CHECK(NETSDK_OPEN_FieldOffset(nullptr, nullptr) == 0xFFFFFFFFU);
}

TEST_CASE("every_generation_of_the_login_struct_is_taken_and_nothing_behind_it_is_read")
{
    const Sdk sdk;
    LoopbackDevice device({});
    const auto newest = login_input("127.0.0.1", device.port(), "admin", device.options().password);
    for (const std::uint32_t size : {216U, 224U, 288U}) {
        CAPTURE(size);
        // Exactly so many bytes on the heap, the padding filled with what would be a wrong address if it were read.
        const auto memory = std::make_unique<char[]>(size);
        std::memcpy(memory.get(), &newest, size);
        if (size == 224)
            std::memset(memory.get() + 220, '9', 4);
        std::memcpy(memory.get(), &size, sizeof size);
        NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
        out.dwSize = sizeof out;
        const auto handle = CLIENT_LoginWithHighLevelSecurity(
            reinterpret_cast<NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY*>(memory.get()), &out);
        CHECK(handle > 0);
        CHECK(CLIENT_Logout(handle) == TRUE);
    }
}

TEST_CASE("a_size_that_no_generation_had_is_refused")
{
    const Sdk sdk;
    LoopbackDevice device({});
    for (std::uint32_t size = 0; size < 600; ++size) {
        CAPTURE(size);
        auto in = login_input("127.0.0.1", device.port(), "admin", "any");
        NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
        in.dwSize = size;
        out.dwSize = sizeof out;
        if (size != 216 && size != 224 && size != 288) {
            CHECK(CLIENT_LoginWithHighLevelSecurity(&in, &out) == 0);
            CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
        }
        in.dwSize = sizeof in;
        out.dwSize = size;
        if (size != 240) {
            CHECK(CLIENT_LoginWithHighLevelSecurity(&in, &out) == 0);
            CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
        }
    }
    CHECK(device.counts().connections == 0);
}

TEST_CASE("figures_are_written_up_to_the_size_and_no_further")
{
    for (const std::uint32_t size : {8U, 24U, 88U, 200U}) {
        CAPTURE(size);
        const auto memory = std::make_unique<char[]>(size);
        std::memset(memory.get(), 0x5a, size);
        std::memcpy(memory.get(), &size, sizeof size);
        CHECK(NETSDK_OPEN_GetFigures(reinterpret_cast<NETSDK_OPEN_FIGURES*>(memory.get())) == TRUE);
        std::uint32_t after = 0;
        std::memcpy(&after, memory.get(), sizeof after);
        CHECK(after == size);
        if (size > sizeof(NETSDK_OPEN_FIGURES))
            CHECK(memory[size - 1] == 0x5a);
    }
    NETSDK_OPEN_FIGURES none{};
    CHECK(NETSDK_OPEN_GetFigures(&none) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ERROR_PARAM_DWSIZE_ERROR);
    CHECK(NETSDK_OPEN_GetFigures(nullptr) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
}

TEST_CASE("texts_are_cut_between_characters_and_always_end")
{
    char field[6];
    abi::text_out(field, "abc");
    CHECK(std::string(field) == "abc");
    abi::text_out(field, "abcdefgh");
    CHECK(std::string(field) == "abcde");
    abi::text_out(field, "abcd\xc3\xa9"); // the last letter has two bytes and does not fit
    CHECK(std::string(field) == "abcd");
    abi::text_out(field, "abc\xc3\xa9");
    CHECK(std::string(field) == "abc\xc3\xa9");
    char full[3] = {'x', 'y', 'z'};
    CHECK(abi::text_in(full) == "xyz");
}
