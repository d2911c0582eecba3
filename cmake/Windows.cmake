# What only the build for Windows needs. Included there before any target is made.

# Qt 6 needs Windows 10.
add_compile_definitions(UNICODE _UNICODE WIN32_LEAN_AND_MEAN NOMINMAX _WIN32_WINNT=0x0A00)

if(CMAKE_CROSSCOMPILING)
    # Libraries that are headers alone are the same for every system. They stand in a folder with nothing else in it:
    # the headers of the system that builds must not be found.
    set(headers ${CMAKE_BINARY_DIR}/include)
    file(MAKE_DIRECTORY ${headers})
    foreach(library spdlog/spdlog.h fmt/format.h nlohmann/json.hpp)
        get_filename_component(name ${library} DIRECTORY)
        find_path(PROCDECK_HEADERS_${name} ${library} PATHS /usr/include REQUIRED NO_CMAKE_FIND_ROOT_PATH)
        file(CREATE_LINK ${PROCDECK_HEADERS_${name}}/${name} ${headers}/${name} SYMBOLIC)
    endforeach()
    include_directories(SYSTEM ${headers})
    add_library(spdlog::spdlog INTERFACE IMPORTED)
    # Names of files as Windows has them: a user's folder may hold letters that the code page of the day lacks.
    target_compile_definitions(spdlog::spdlog INTERFACE
        SPDLOG_HEADER_ONLY SPDLOG_FMT_EXTERNAL FMT_HEADER_ONLY=1 SPDLOG_WCHAR_FILENAMES)
else()
    find_package(spdlog REQUIRED)
endif()
