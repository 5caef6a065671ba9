#include "abi/guarded.h"
#include "abi/inquiry.h"
#include "abi/on_login.h"
#include "include/netsdk_open.h"
#include "wire/device_parts.h"

#include <algorithm>
#include <cstring>
#include <vector>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Inquiry;

namespace {
using Bytes = std::vector<char>;
using Login = std::shared_ptr<session::Session>;

template <class Struct>
Bytes bytes_of(const Struct& value, std::size_t size)
{
    Bytes bytes(size);
    std::memcpy(bytes.data(), &value, size);
    return bytes;
}

/// The high half of a disk's state. [?] The words are those that devices show; their numbers are the maker's.
unsigned kind_of(std::string_view type)
{
    constexpr std::string_view kinds[] = {"ReadWrite", "ReadOnly", "Backup", "Redundant", "SnapShot"};
    const auto* const found = std::ranges::find(kinds, type);
    return found == std::end(kinds) ? 0U : static_cast<unsigned>(found - std::begin(kinds));
}

NET_DEV_DISKSTATE state_of(const wire::DiskPart& part)
{
    constexpr unsigned active = 1, failed = 2;
    const auto mebibytes = [](std::uint64_t bytes) { return static_cast<DWORD>(bytes >> 20U); };
    NET_DEV_DISKSTATE state{};
    state.dwVolume = mebibytes(part.total_bytes);
    state.dwFreeSpace = mebibytes(part.total_bytes - part.used_bytes);
    state.dwStatus = static_cast<BYTE>(kind_of(part.type) << 4U | (part.failed ? failed : active));
    state.bDiskNum = static_cast<BYTE>(part.disk);
    state.bSubareaNum = static_cast<BYTE>(part.part);
    return state;
}

Answer<Bytes> disks(Inquiry& inquiry)
{
    const auto answer = inquiry.ask("storage.getDeviceAllInfo", nullptr);
    if (!answer)
        return abi::Failure{answer.code()};
    const auto told = wire::parse_disks(answer.value());
    if (!told)
        return told.error();
    DH_HARDDISK_STATE state{};
    for (const auto& part : told.value().parts)
        state.stDisks[state.dwDiskNum++] = state_of(part);
    return bytes_of(state, sizeof state.dwDiskNum + state.dwDiskNum * sizeof(NET_DEV_DISKSTATE));
}

/// A number of bits tells which inputs are on, and not how many there are: that is asked beside it.
Answer<Bytes> alarm_inputs(Inquiry& inquiry, int channels)
{
    const auto slots = inquiry.begin("alarm.getInSlots", nullptr);
    const auto answer = inquiry.ask("alarm.getInState", nullptr);
    if (!answer)
        return abi::Failure{answer.code()};
    const auto told = wire::parse_alarm_inputs(answer.value());
    if (!told)
        return told.error();
    const auto ports = inquiry.answer_of(*slots);
    const std::size_t there = ports ? wire::alarm_ports(ports.value(), wire::AlarmPort::input).value_or(0) : 0;
    NET_CLIENT_STATE state{};
    state.channelcount = channels;
    state.alarminputcount =
        static_cast<std::int32_t>(std::max(told.value().size(), std::min(there, wire::max_alarm_inputs)));
    for (std::size_t input = 0; input < std::min(told.value().size(), sizeof state.alarm); ++input)
        state.alarm[input] = told.value()[input] ? 1 : 0;
    return bytes_of(state, sizeof state);
}

/// One question per channel, all on their way at once: the login's queue sends them a few at a time.
Answer<Bytes> recording(Inquiry& inquiry, int channels)
{
    std::vector<std::shared_ptr<session::Session::CallWaiter>> asked;
    for (int channel = 0; channel < channels; ++channel)
        asked.push_back(inquiry.begin("recordManager.getState", {{"channel", channel}}));
    Bytes states;
    for (const auto& question : asked) {
        const auto answer = inquiry.answer_of(*question);
        if (!answer)
            return abi::Failure{answer.code()};
        const auto told = wire::parse_recording(answer.value());
        if (!told)
            return told.error();
        states.push_back(told.value() ? 1 : 0);
    }
    return states;
}

Answer<Bytes> state_of(const Login& session, std::int32_t type, std::int32_t waittime)
{
    if (type == DH_DEVSTATE_ONLINE)
        return bytes_of(std::int32_t{session->online() ? 1 : 0}, sizeof(std::int32_t));
    Inquiry inquiry(session, waittime);
    switch (type) {
    case DH_DEVSTATE_COMM_ALARM: return alarm_inputs(inquiry, session->channels());
    case DH_DEVSTATE_RECORDING: return recording(inquiry, session->channels());
    case DH_DEVSTATE_DISK: return disks(inquiry);
    default: return abi::Failure{NET_NOT_SUPPORTED};
    }
}

/// The least buffer that a question makes sense with, so that none is asked in vain.
std::size_t least_buffer(std::int32_t type, int channels)
{
    switch (type) {
    case DH_DEVSTATE_COMM_ALARM: return sizeof(NET_CLIENT_STATE);
    case DH_DEVSTATE_RECORDING: return static_cast<std::size_t>(channels);
    case DH_DEVSTATE_DISK:
    case DH_DEVSTATE_ONLINE: return sizeof(std::int32_t);
    default: return 0;
    }
}

Answer<BOOL> hand_out(const Bytes& bytes, char* buffer, std::size_t size, std::int32_t* length)
{
    if (bytes.size() > size)
        return abi::Failure{NET_INSUFFICIENT_BUFFER};
    std::memset(buffer, 0, size);
    std::memcpy(buffer, bytes.data(), bytes.size());
    if (length != nullptr)
        *length = static_cast<std::int32_t>(bytes.size());
    return TRUE;
}

} // namespace

BOOL CLIENT_QueryDevState(LLONG lLoginID, int32_t nType, char* pBuf, int32_t nBufLen, int32_t* pRetLen,
                          int32_t waittime) noexcept
{
    return guarded<BOOL>(FALSE, [&] {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            const auto least = least_buffer(nType, session->channels());
            if (least == 0 && nType != DH_DEVSTATE_RECORDING)
                return abi::Failure{NET_NOT_SUPPORTED};
            if (pBuf == nullptr)
                return wire::Error::invalid_argument;
            const auto size = static_cast<std::size_t>(std::max(nBufLen, 0));
            if (size < least)
                return abi::Failure{NET_INSUFFICIENT_BUFFER};
            const auto state = state_of(session, nType, waittime);
            if (!state)
                return abi::Failure{state.code()};
            return hand_out(state.value(), pBuf, size, pRetLen);
        });
    });
}
