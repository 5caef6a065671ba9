#pragma once

#include "wire/bytes.h"
#include "wire/result.h"

#include <cstdint>

namespace netsdk::wire {

/// What a device sends as a picture.
enum class PictureKind : std::uint8_t {
    jpeg,
    key_frame, ///< one frame of a video stream, complete in itself
};

/// A picture in what a device sent: a view of it.
struct Picture {
    PictureKind kind = PictureKind::jpeg;
    Bytes bytes;
};

/// The picture in an answer. A JPEG goes from its start marker to its last end marker; devices put line ends or zeros
/// behind it. What begins with the start code of a video stream is a key frame and goes to the end: that old devices
/// answer so is told by the ABI's own numbers alone. The inside of neither is looked at. Errors: unexpected_answer
/// (nothing was sent), malformed (no start, or no end: what was cut on the way).
[[nodiscard]] Result<Picture> picture_of(Bytes sent);

} // namespace netsdk::wire
