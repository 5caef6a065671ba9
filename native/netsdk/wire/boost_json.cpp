// Boost.JSON's own code, compiled once and as a part of the library: nobody needs it as a shared one.
#include <boost/json/src.hpp>
