#include "tests/abi/picture_album.h"
#include "tests/net/loopback_http.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

using namespace netsdk;
using namespace netsdk::test;

namespace {

/// A folder of this test's own.
class Folder {
public:
    Folder()
    {
        char name[] = "/tmp/netsdk-pictures-XXXXXX";
        path_ = ::mkdtemp(name);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] std::ptrdiff_t files() const
    {
        return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
    }

private:
    std::filesystem::path path_;
};

std::string read(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Scene {
    Scene()
    {
        http.want(device.options().user, device.options().password);
        NETSDK_OPEN_SetHttpPort(login, http.port());
        in.dwSize = sizeof in;
        out.dwSize = sizeof out;
    }
    DWORD take(std::int32_t time = 0)
    {
        return CLIENT_SnapPictureToFile(login, &in, &out, time) == TRUE ? NET_NOERROR : CLIENT_GetLastError();
    }

    const std::string picture = small_jpeg("inside");
    const Folder folder;
    const Sdk sdk;
    LoopbackDevice device{{}};
    LoopbackHttp http{[this](const auto&) { return LoopbackHttp::Answer{200, picture}; }};
    LLONG login = log_in(device).handle;
    NET_IN_SNAP_PIC_TO_FILE_PARAM in{};
    NET_OUT_SNAP_PIC_TO_FILE_PARAM out{};
};

} // namespace

TEST_CASE("a_picture_is_written_into_a_file_a_buffer_or_both")
{
    Scene scene;
    const auto path = scene.folder.path("one.jpg");
    std::ofstream(path) << "what was there before, and longer than the picture";
    put(scene.in.szFilePath, path);
    CHECK(scene.take() == NET_NOERROR);
    CHECK(read(path) == scene.picture);
    CHECK(scene.out.dwPicBufRetLen == scene.picture.size());
    std::string buffer(scene.picture.size(), '\0');
    scene.out.szPicBuf = buffer.data();
    scene.out.dwPicBufLen = static_cast<DWORD>(buffer.size());
    CHECK(scene.take() == NET_NOERROR);
    CHECK(buffer == scene.picture);
    scene.in.szFilePath[0] = '\0';
    buffer.assign(buffer.size(), '\0');
    CHECK(scene.take(5000) == NET_NOERROR);
    CHECK(buffer == scene.picture);
    CHECK(scene.folder.files() == 1);
}

TEST_CASE("a_picture_file_has_the_rights_of_any_file_the_process_makes")
{
    Scene scene;
    const auto path = scene.folder.path("one.jpg"), other = scene.folder.path("other");
    put(scene.in.szFilePath, path);
    REQUIRE(scene.take() == NET_NOERROR);
    std::ofstream(other) << "x";
    CHECK(std::filesystem::status(path).permissions() == std::filesystem::status(other).permissions());
}

TEST_CASE("a_frame_of_video_is_no_picture_for_a_file")
{
    Scene scene;
    scene.http.answer_by([](const auto&) { return LoopbackHttp::Answer{200, std::string("\0\0\1\xb6 frame", 10)}; });
    put(scene.in.szFilePath, scene.folder.path("none.jpg"));
    CHECK(scene.take() == NET_RETURN_DATA_ERROR);
    CHECK(scene.folder.files() == 0);
}

TEST_CASE("a_picture_that_has_no_room_leaves_buffer_and_file_as_they_were_and_tells_its_size")
{
    Scene scene;
    std::string buffer(scene.picture.size() - 1, 'o');
    scene.out.szPicBuf = buffer.data();
    scene.out.dwPicBufLen = static_cast<DWORD>(buffer.size());
    put(scene.in.szFilePath, scene.folder.path("none.jpg"));
    CHECK(scene.take() == NET_INSUFFICIENT_BUFFER);
    CHECK(scene.out.dwPicBufRetLen == scene.picture.size());
    CHECK(buffer == std::string(buffer.size(), 'o'));
    CHECK(scene.folder.files() == 0);
}

TEST_CASE("a_file_that_cannot_be_written_is_told_and_nothing_is_left_beside_it")
{
    Scene scene;
    put(scene.in.szFilePath, scene.folder.path("no/such/folder.jpg"));
    CHECK(scene.take() == NET_OPEN_FILE_ERROR);
    std::filesystem::create_directory(scene.folder.path("folder.jpg"));
    std::memset(scene.in.szFilePath, 0, sizeof scene.in.szFilePath);
    put(scene.in.szFilePath, scene.folder.path("folder.jpg"));
    CHECK(scene.take() == NET_OPEN_FILE_ERROR);
    CHECK(scene.folder.files() == 1);
}

TEST_CASE("an_order_without_a_place_repeated_or_of_a_wrong_size_is_refused")
{
    Scene scene;
    CHECK(scene.take() == NET_ILLEGAL_PARAM);
    put(scene.in.szFilePath, scene.folder.path("x.jpg"));
    scene.in.stuParam.mode = 2;
    CHECK(scene.take() == NET_ILLEGAL_PARAM);
    scene.in.stuParam.mode = 0;
    scene.in.dwSize = 303;
    CHECK(scene.take() == NET_ERROR_PARAM_DWSIZE_ERROR);
    scene.in.dwSize = sizeof scene.in;
    scene.out.dwSize = 4;
    CHECK(scene.take() == NET_ERROR_PARAM_DWSIZE_ERROR);
    CHECK(CLIENT_SnapPictureToFile(scene.login, nullptr, &scene.out, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(CLIENT_SnapPictureToFile(scene.login, &scene.in, nullptr, 0) == FALSE);
    CHECK(CLIENT_GetLastError() == NET_ILLEGAL_PARAM);
    CHECK(scene.http.counts().connections == 0);
}

TEST_CASE("a_picture_that_does_not_come_costs_the_callers_time_and_the_end_of_the_library_ends_the_wait")
{
    Scene scene;
    const auto hold = [&](const auto&) {
        LoopbackHttp::Answer answer{200, scene.picture};
        answer.hold = true;
        return answer;
    };
    put(scene.in.szFilePath, scene.folder.path("late.jpg"));
    scene.http.answer_by(hold);
    CHECK(scene.take(200) == NET_NETWORK_ERROR);
    scene.http.answer_by([](const auto&) { return LoopbackHttp::Answer{200, "no picture"}; });
    CHECK(scene.take() == NET_RETURN_DATA_ERROR);
    scene.http.answer_by(hold);
    const int before = scene.http.counts().held;
    DWORD error = NET_NOERROR;
    std::thread taking([&] { error = scene.take(600000); });
    REQUIRE(eventually([&] { return scene.http.counts().held > before; }));
    CLIENT_Cleanup();
    taking.join();
    CHECK(error == NET_NOT_NOW);
    CHECK(scene.folder.files() == 0);
}
