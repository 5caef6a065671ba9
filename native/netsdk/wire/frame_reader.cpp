#include "wire/frame_reader.h"

#include <algorithm>

namespace netsdk::wire {

Result<std::optional<FramePart>> FrameReader::next(Bytes& input)
{
    if (failed_)
        return *failed_;
    held_.release();
    switch (state_) {
    case State::control: return control_frame(input);
    case State::media: return media_piece(input);
    case State::header: break;
    }
    auto part = begin_frame(input);
    if (!part)
        failed_ = part.error();
    return part;
}

Result<std::optional<FramePart>> FrameReader::begin_frame(Bytes& input)
{
    Bytes head = input;
    if (held_.size() != 0 || input.size() < DvripHeader::size) {
        if (!held_.fill(input, DvripHeader::size))
            return std::optional<FramePart>{};
        head = held_.bytes();
    } else {
        input = input.subspan(DvripHeader::size);
    }
    const auto header = DvripHeader::read(head);
    if (!header)
        return header.error();
    header_ = header.value();
    held_.clear();
    if (header_.byte<0>() == 0)
        return Error::malformed;
    if (header_.body_length() > limits_.max_message)
        return Error::too_large;
    if (carries_media(header_.command())) {
        state_ = State::media;
        media_left_ = header_.body_length();
        return media_piece(input);
    }
    state_ = State::control;
    return control_frame(input);
}

std::optional<FramePart> FrameReader::control_frame(Bytes& input)
{
    const std::size_t length = header_.body_length();
    if (held_.size() == 0 && input.size() >= length) { // a body that came whole is not copied
        state_ = State::header;
        const Bytes body = input.first(length);
        input = input.subspan(length);
        return FramePart{FramePart::Kind::whole, header_, body, 0};
    }
    if (!held_.fill(input, length))
        return std::nullopt;
    state_ = State::header;
    return FramePart{FramePart::Kind::whole, header_, held_.lend(), 0};
}

std::optional<FramePart> FrameReader::media_piece(Bytes& input)
{
    // A body of no bytes is one empty piece; a body that has bytes gives none that are empty.
    if (input.empty() && media_left_ != 0)
        return std::nullopt;
    const std::size_t count = std::min<std::size_t>(media_left_, input.size());
    const Bytes piece = input.first(count);
    input = input.subspan(count);
    media_left_ -= static_cast<std::uint32_t>(count);
    if (media_left_ == 0)
        state_ = State::header;
    return FramePart{FramePart::Kind::media, header_, piece, media_left_};
}

} // namespace netsdk::wire
