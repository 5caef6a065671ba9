#pragma once

#include "wire/bytes.h"
#include "wire/picture.h"
#include "wire/result.h"

#include <memory>

namespace netsdk::session {

/// A picture as a device sent it.
struct TakenPicture {
    wire::PictureKind kind = wire::PictureKind::jpeg;
    wire::Buffer bytes;
};

/// One picture for all who asked for it, or why there is none.
using SharedPicture = std::shared_ptr<const TakenPicture>;
using PictureResult = wire::Result<SharedPicture>;

} // namespace netsdk::session
