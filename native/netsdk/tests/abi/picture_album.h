#pragma once

#include "tests/abi/sdk.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace netsdk::test {

/// Keeps what the callbacks of pictures were given.
class PictureAlbum {
public:
    struct Entry {
        LLONG login;
        std::uint32_t encode_type;
        DWORD serial;
        std::string picture;
        DWORD error; ///< of one that does not come
    };

    /// Sets the callbacks; CLIENT_Cleanup takes them away.
    void open()
    {
        CLIENT_SetSnapRevCallBack(on_picture, reinterpret_cast<LDWORD>(this));
        NETSDK_OPEN_SetSnapFailedCallBack(on_failed, reinterpret_cast<LDWORD>(this));
    }
    [[nodiscard]] std::vector<Entry> entries() const
    {
        const std::lock_guard lock(mutex_);
        return entries_;
    }
    [[nodiscard]] bool has(std::size_t count) const
    {
        return eventually([&] { return entries().size() >= count; });
    }

private:
    static void on_picture(LLONG login, BYTE* data, std::uint32_t size, std::uint32_t type, DWORD serial, LDWORD user)
    {
        auto& album = *reinterpret_cast<PictureAlbum*>(user);
        const std::lock_guard lock(album.mutex_);
        album.entries_.push_back({login, type, serial, std::string(reinterpret_cast<char*>(data), size), 0});
    }
    static void on_failed(LLONG login, DWORD serial, DWORD error, LDWORD user)
    {
        auto& album = *reinterpret_cast<PictureAlbum*>(user);
        const std::lock_guard lock(album.mutex_);
        album.entries_.push_back({login, 0, serial, "", error});
    }

    mutable std::mutex mutex_; // guards what follows
    std::vector<Entry> entries_;
};

/// An order of one picture.
inline SNAP_PARAMS order(std::uint32_t channel, std::uint32_t serial, std::uint32_t mode = 0)
{
    SNAP_PARAMS order{};
    order.Channel = channel;
    order.Quality = 1;
    order.CmdSerial = serial;
    order.mode = mode;
    return order;
}

inline BOOL snap(LLONG login, SNAP_PARAMS order)
{
    std::int32_t reserved = 0;
    return CLIENT_SnapPictureEx(login, &order, &reserved);
}

} // namespace netsdk::test
