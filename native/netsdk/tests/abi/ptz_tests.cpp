#include "tests/abi/asking.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <thread>

using namespace netsdk;
using namespace netsdk::test;
using wire::Json;

namespace {

struct Camera : Asking {
    Camera()
    {
        device.answer_rpc("ptz.factory.instance", R"("result":12)");
        for (const char* const method :
             {"ptz.start", "ptz.stop", "ptz.setPreset", "ptz.moveAbsolutely", "ptz.stopMove"})
            device.answer_rpc(method, R"("result":true)");
    }

    DWORD order(DWORD command, std::array<LONG, 3> parameters, BOOL stop, void* structure, std::int32_t channel = 0)
    {
        const auto done = CLIENT_DHPTZControlEx2(login, channel, command, parameters[0], parameters[1], parameters[2],
                                                 stop, structure);
        return done == TRUE ? NET_NOERROR : CLIENT_GetLastError();
    }
    std::size_t calls() const { return times_asked(""); }
};

} // namespace

TEST_CASE("a_camera_is_moved_and_stopped_by_an_instance_of_its_channel")
{
    Camera camera;
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr, 3) == NET_NOERROR);
    CHECK(camera.asked("ptz.factory.instance") == Json{{"channel", 3}});
    CHECK(camera.last_call("ptz.start").at("object") == 12);
    CHECK(camera.asked("ptz.start") == Json{{"code", "Up"}, {"arg1", 0}, {"arg2", 5}, {"arg3", 0}});
    CHECK(camera.order(0, {0, 0, 0}, TRUE, nullptr, 3) == NET_NOERROR);
    CHECK(camera.asked("ptz.stop").at("code") == "Up");
    CHECK(eventually([&] { return camera.times_asked("ptz.destroy") == 2; }));
}

TEST_CASE("a_preset_gets_its_name_and_a_name_too_long_is_not_sent")
{
    Camera camera;
    std::string fits(63, 'n'), long_name(64, 'n'), wide(255, 'n'), too_wide(256, 'n');
    CHECK(camera.order(11, {0, 9, 0}, FALSE, fits.data()) == NET_NOERROR);
    CHECK(camera.asked("ptz.setPreset") == Json{{"index", 9}, {"name", fits}});
    CHECK(camera.order(11, {0, 9, 0}, FALSE, nullptr) == NET_NOERROR);
    CHECK(camera.asked("ptz.setPreset").at("name") == "");
    CHECK(camera.order(11, {0, 9, 1}, FALSE, wide.data()) == NET_NOERROR);
    CHECK(camera.order(11, {0, 9, 0}, FALSE, long_name.data()) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(11, {0, 9, 1}, FALSE, too_wide.data()) == NET_ILLEGAL_PARAM);
    CHECK(camera.times_asked("ptz.setPreset") == 3);
}

TEST_CASE("absolute_and_continuous_moves_are_read_from_their_structs")
{
    Camera camera;
    PTZ_CONTROL_ABSOLUTELY place{};
    place.stuPosition = {900, -450, 64, {}};
    place.stuSpeed = {0.5F, 0.25F, 0.F, {}};
    CHECK(camera.order(69, {0, 0, 0}, FALSE, &place) == NET_NOERROR);
    CHECK(camera.asked("ptz.moveAbsolutely") == Json{{"position", {0.5, 0.25, 0.5}}, {"speed", {0.5, 0.25, 0.0}}});
    PTZ_CONTROL_CONTINUOUSLY motion{};
    motion.stuSpeed = {-1.F, 0.5F, 0.F, {}};
    motion.nTimeOut = 10;
    CHECK(camera.order(70, {0, 0, 0}, FALSE, &motion) == NET_NOERROR);
    CHECK(camera.asked("ptz.start") ==
          Json{{"code", "Continuously"}, {"arg1", -100}, {"arg2", 50}, {"arg3", 0}, {"arg4", 10}});
    CHECK(camera.order(70, {0, 0, 0}, TRUE, nullptr) == NET_NOERROR);
    CHECK(camera.asked("ptz.stop").at("code") == "Continuously");
    NET_IN_STOP_MOVE_INFO stop{sizeof stop};
    CHECK(camera.order(139, {0, 0, 0}, FALSE, &stop) == NET_NOERROR);
    CHECK(camera.order(139, {0, 0, 0}, FALSE, nullptr) == NET_NOERROR);
    CHECK(camera.times_asked("ptz.stopMove") == 2);
}

TEST_CASE("orders_that_are_wrong_or_have_no_facts_never_reach_the_device")
{
    Camera camera;
    const auto before = camera.calls();
    PTZ_CONTROL_CONTINUOUSLY motion{};
    motion.stuSpeed.fPositionX = std::numeric_limits<float>::quiet_NaN();
    NET_IN_STOP_MOVE_INFO stop{5};
    CHECK(camera.order(70, {0, 0, 0}, FALSE, &motion) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(70, {0, 0, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(69, {0, 0, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(139, {0, 0, 0}, FALSE, &stop) == NET_ERROR_PARAM_DWSIZE_ERROR);
    CHECK(camera.order(10, {0, 0, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(10, {0, 300, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr, 16) == NET_ILLEGAL_PARAM);
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr, -1) == NET_ILLEGAL_PARAM);
    for (const DWORD unknown : {49U, 50U, 64U, 65U, 77U, 82U, 128U, 134U, 137U, 138U})
        CHECK(camera.order(unknown, {0, 0, 0}, FALSE, nullptr) == NET_UNSUPPORTED);
    CHECK(camera.order(140, {0, 0, 0}, FALSE, nullptr) == NET_NOT_SUPPORTED);
    CHECK(camera.calls() == before);
}

TEST_CASE("an_order_tells_whether_it_was_sent")
{
    Camera camera;
    const auto another_thread = [] {
        BOOL sent = TRUE;
        std::thread([&] { sent = NETSDK_OPEN_LastOrderSent(); }).join();
        return sent;
    };
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr) == NET_NOERROR);
    CHECK(NETSDK_OPEN_LastOrderSent() == TRUE);
    CHECK(another_thread() == FALSE);
    CHECK(camera.order(10, {0, 300, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(NETSDK_OPEN_LastOrderSent() == FALSE);
    camera.device.answer_rpc("ptz.start", R"("result":false,"error":{"code":268894211,"message":"no"})");
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(NETSDK_OPEN_LastOrderSent() == TRUE);
    camera.device.answer_rpc("ptz.factory.instance", R"("result":false,"error":{"code":268632064,"message":"no"})");
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr) == NET_UNSUPPORTED);
    CHECK(NETSDK_OPEN_LastOrderSent() == FALSE);
}

TEST_CASE("what_a_camera_refuses_has_its_number_and_the_instance_is_given_back_all_the_same")
{
    Camera camera;
    camera.device.answer_rpc("ptz.start", R"("result":false,"error":{"code":268894211,"message":"no"})");
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr) == NET_ILLEGAL_PARAM);
    CHECK(eventually([&] { return camera.times_asked("ptz.destroy") == 1; }));
    camera.device.answer_rpc("ptz.factory.instance", R"("result":false,"error":{"code":268632064,"message":"no"})");
    CHECK(camera.order(0, {0, 5, 0}, FALSE, nullptr) == NET_UNSUPPORTED);
}
