#include "abi/guarded.h"
#include "abi/inquiry.h"
#include "abi/on_login.h"
#include "abi/order_sent.h"
#include "include/netsdk_open.h"
#include "wire/ptz_commands.h"

#include <cstring>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Inquiry;
using wire::Error;
using wire::PtzOrder;
using wire::PtzPhase;

namespace {

constexpr std::size_t longest_name = 63;
constexpr std::size_t longest_wide_name = 255;

wire::PtzVector to_wire(const PTZ_SPEED_UNIT& speed)
{
    return {double{speed.fPositionX}, double{speed.fPositionY}, double{speed.fZoom}};
}

template <class Struct>
wire::Result<Struct> copy_of(const void* from)
{
    if (from == nullptr)
        return Error::invalid_argument;
    Struct copy{};
    std::memcpy(&copy, from, sizeof copy);
    return copy;
}

wire::Status add_name(PtzOrder& order, const void* from)
{
    if (from == nullptr)
        return wire::success();
    const auto longest = order.parameters[2] == 0 ? longest_name : longest_wide_name;
    const auto* const text = static_cast<const char*>(from);
    const auto length = ::strnlen(text, longest + 1);
    if (length > longest)
        return Error::invalid_argument;
    order.name.assign(text, length);
    return wire::success();
}

wire::Status add_place(PtzOrder& order, const void* from)
{
    const auto given = copy_of<PTZ_CONTROL_ABSOLUTELY>(from);
    if (!given)
        return given.error();
    const auto& at = given.value().stuPosition;
    order.position = {double(at.nPositionX), double(at.nPositionY), double(at.nZoom)};
    order.speed = to_wire(given.value().stuSpeed);
    return wire::success();
}

wire::Status add_motion(PtzOrder& order, const void* from)
{
    if (from == nullptr && order.phase == PtzPhase::stop)
        return wire::success();
    const auto given = copy_of<PTZ_CONTROL_CONTINUOUSLY>(from);
    if (!given)
        return given.error();
    order.speed = to_wire(given.value().stuSpeed);
    order.seconds = given.value().nTimeOut;
    return wire::success();
}

wire::Status check_stop(const void* from)
{
    if (from == nullptr)
        return wire::success();
    const auto given = copy_of<NET_IN_STOP_MOVE_INFO>(from);
    return given.value().dwSize == sizeof(NET_IN_STOP_MOVE_INFO) ? wire::success() : Error::invalid_size;
}

/// What the command's own structure adds; only these four have one that this library knows.
wire::Status add_structure(PtzOrder& order, const void* from)
{
    switch (order.command) {
    case DH_PTZ_POINT_SET_CONTROL: return add_name(order, from);
    case DH_EXTPTZ_MOVE_ABSOLUTELY: return add_place(order, from);
    case DH_EXTPTZ_MOVE_CONTINUOUSLY: return add_motion(order, from);
    case DH_EXTPTZ_STOP_MOVE: return check_stop(from);
    default: return wire::success();
    }
}

/// A device that told no number of channels is believed to have any.
bool has_channel(const session::Session& session, std::int32_t channel)
{
    constexpr int most_channels = 1024;
    const int channels = session.channels() == 0 ? most_channels : session.channels();
    return channel >= 0 && channel < channels;
}

Answer<BOOL> steer(const std::shared_ptr<session::Session>& session, std::int32_t channel, PtzOrder order,
                   const void* structure)
{
    const auto* const row = wire::ptz_row(order.command);
    if (row == nullptr)
        return abi::Failure{NET_NOT_SUPPORTED};
    if (row->shape == wire::PtzShape::refused)
        return Error::not_supported;
    if (!has_channel(*session, channel))
        return Error::invalid_argument;
    const auto complete = add_structure(order, structure);
    if (!complete)
        return complete.error();
    auto call = wire::ptz_call(order);
    if (!call)
        return call.error();
    Inquiry inquiry(session, 0);
    const auto answer =
        inquiry.ask_instance(call.value().method, channel, std::move(call.value().params), &abi::order_sent());
    if (!answer)
        return abi::Failure{answer.code()};
    return TRUE;
}

} // namespace

BOOL CLIENT_DHPTZControlEx2(LLONG lLoginID, int32_t nChannelID, DWORD dwPTZCommand, LONG lParam1, LONG lParam2,
                            LONG lParam3, BOOL dwStop, void* param4) noexcept
{
    abi::order_sent() = false;
    return guarded<BOOL>(FALSE, [&] {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            PtzOrder order;
            order.command = dwPTZCommand;
            order.parameters = {lParam1, lParam2, lParam3};
            order.phase = dwStop == FALSE ? PtzPhase::start : PtzPhase::stop;
            return steer(session, nChannelID, std::move(order), param4);
        });
    });
}
